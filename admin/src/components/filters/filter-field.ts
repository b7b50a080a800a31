import type { ReactNode } from 'react';

/** What a list's filter on one field asks for: one operator and one value each. */
export type Operation = Record<string, string>;

export type FieldInput = {
  label: string;
  values: (operator: string) => string[];
  /** Replaces all that was asked for on this field; it applies at once. */
  set: (operations: readonly Operation[]) => void;
};

/** A field that a list can be filtered by. */
export type FilterField = {
  name: string;
  label: string;
  isWide?: boolean;
  input: (input: FieldInput) => ReactNode;
  /** The words for a value, where it is not its own. */
  textOf?: (value: string) => string | undefined;
};
