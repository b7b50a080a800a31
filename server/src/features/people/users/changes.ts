/** Field → its value before and after, as the log keeps it. Null: nothing changed. */
export type Changes = Record<string, { before: unknown; after: unknown }> | null;

/** Derived from other fields, or bookkeeping that nobody looks for in a log. */
const LEFT_OUT = new Set([
  'searchText',
  'updatedAt',
  'lastFailedAt',
  'autoLocks',
  'sendInvitation',
  // The log has the licence's name instead.
  'licenceId',
  'lockedAt',
  'passwordChangedAt',
  'temporaryPasswordAt',
  'mfaLostTo',
]);

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

/** What differs between a record and the values written over it. Undefined fields count as unchanged. */
export const diff = (before: object, changes: object): Changes => {
  const old = before as Record<string, unknown>;
  const changed = Object.entries(changes)
    .filter(([field, value]) => value !== undefined && !LEFT_OUT.has(field))
    .map(([field, value]) => [field, { before: plain(old[field]), after: plain(value) }] as const)
    .filter(([, { before: from, after: to }]) => JSON.stringify(from) !== JSON.stringify(to));
  return changed.length > 0 ? Object.fromEntries(changed) : null;
};
