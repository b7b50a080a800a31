import type { addressReaderOf } from '../access/identify';
import type { Strapi } from '../platform/strapi';

/** A function of Strapi's that a door takes the place of. */
export type Decoration = {
  /** How an operator would look for it. */
  name: string;
  /** Looked up at start; missing or of another arity, Strapi does not start. */
  find: (strapi: Strapi) => { target: Record<string, unknown>; method: string };
  arity: number;
  /** Where Strapi's edition has no such function, there is nothing to guard. */
  isOptional?: boolean;
  /**
   * Of one that is replaced whole: the names that Strapi's own calls, in the versions that were read. Whatever else another
   * version calls is not done any more.
   */
  calls?: readonly string[];
  /** Whether it is replaced whole and lets somebody in, so that nothing of Strapi's own may get lost there. */
  letsIn?: boolean;
};

export type DoorContext = { strapi: Strapi; addressOf: ReturnType<typeof addressReaderOf> };

/** A place in Strapi where somebody can come in. */
export type Door = {
  name: string;
  decorates: readonly Decoration[];
  mount: (context: DoorContext) => void;
};
