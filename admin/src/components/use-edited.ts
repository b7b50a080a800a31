import { useState } from 'react';

export type Changes = Record<string, { before: unknown; after: unknown }>;

/** Fields that hold something else now. */
export const changesBetween = (before: object, after: object): Changes =>
  Object.fromEntries(
    Object.entries(before)
      .map(
        ([field, value]) =>
          [field, { before: value, after: (after as typeof before)[field as never] }] as const,
      )
      .filter(([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  );

/** A record in a form, while others may save it too: what the form began with, and what became of that meanwhile. */
export const useEdited = <R extends { updatedAt: string | null }, V extends object>(
  newest: R,
  valuesOf: (record: R) => V,
) => {
  /** Stays when somebody else changes the record. */
  const [base, setBase] = useState(newest);
  const [seen, setSeen] = useState(newest.updatedAt);
  const [isRefused, setRefused] = useState(false);
  const initialValues = valuesOf(base);
  // After one's own save, what was asked before it may still be all there is for a moment.
  const isStale = seen !== null && newest.updatedAt !== null && newest.updatedAt < seen;
  const theirs = isStale ? {} : changesBetween(initialValues, valuesOf(newest));
  const isOutdated = Object.keys(theirs).length > 0;

  return {
    initialValues,
    /** What somebody else has changed since. */
    theirs,
    isOutdated,
    // What changed and does not show in the form, such as a lock, is nothing to overwrite.
    ifUpdatedAt: isOutdated || isStale ? seen : newest.updatedAt,
    isInConflict: isRefused && newest.updatedAt !== seen,
    startFrom: (record: R) => {
      setBase(record);
      setSeen(record.updatedAt);
      setRefused(false);
    },
    /** The server would not save over what somebody else saved. */
    refuse: () => setRefused(true),
    keepEditing: () => {
      setSeen(newest.updatedAt);
      setRefused(false);
    },
  };
};
