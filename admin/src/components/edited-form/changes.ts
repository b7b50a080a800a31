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

/** What was changed and nothing else: two admins who change different fields don't undo each other. */
export const changedValues = <V extends object>(before: V, after: V) =>
  Object.fromEntries(
    Object.entries(changesBetween(before, after)).map(([field, change]) => [field, change.after]),
  ) as Partial<V>;
