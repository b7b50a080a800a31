export type Changes = Record<string, { before: unknown; after: unknown }>;

/** Fields whose values differ. */
export const changesBetween = (before: object, after: object): Changes =>
  Object.fromEntries(
    Object.entries(before)
      .map(
        ([field, value]) =>
          [field, { before: value, after: (after as typeof before)[field as never] }] as const,
      )
      .filter(([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  );

/** Only what was changed: two admins who change different fields don't undo each other. */
export const changedValues = <V extends object>(before: V, after: V) =>
  Object.fromEntries(
    Object.entries(changesBetween(before, after)).map(([field, change]) => [field, change.after]),
  ) as Partial<V>;
