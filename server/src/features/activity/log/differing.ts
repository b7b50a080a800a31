import { isDeepStrictEqual } from 'node:util';

/** What differs between two records, as the log keeps it: each field before and after. Null: nothing. */
export const differing = (before: object, after: object) => {
  const [old, now] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  const changes = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => !isDeepStrictEqual(old[field], now[field]))
    .map((field) => [field, { before: old[field] ?? null, after: now[field] ?? null }]);
  return changes.length > 0 ? Object.fromEntries(changes) : null;
};
