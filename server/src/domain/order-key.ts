import { folded } from '../../../shared/folded';

/** In bytes, each two digits of a key that every database can index. Later differences don't sort. */
const MAX_BYTES = 120;

/**
 * What a text is sorted by: as people expect it (Ahrens, Ämter, de Vries, Ostrom), in digits that every
 * database sorts alike, whatever its collation. Null for an empty text, which comes last.
 */
export const orderKey = (text: string | null): string | null => {
  const plain = text === null ? '' : folded(text);
  return plain === '' ? null : Buffer.from(plain).subarray(0, MAX_BYTES).toString('hex');
};

/** The same for the names of several things, which are in no order of their own. */
export const orderKeyOfNames = (names: string): string | null =>
  orderKey(names.includes(', ') ? names.split(', ').sort(compareTexts).join(', ') : names);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
/** For short lists that are sorted in memory. */
export const compareTexts = (one: string, other: string) =>
  compare(orderKey(one) ?? '', orderKey(other) ?? '') || compare(one, other);

/** A copy in the order that people expect; equal names by id. */
export const inOrder = <T extends { id: number }>(all: readonly T[], nameOf: (one: T) => string): T[] =>
  all
    .map((one) => ({ one, key: orderKey(nameOf(one)) ?? '' }))
    .sort((a, b) => compare(a.key, b.key) || a.one.id - b.one.id)
    .map(({ one }) => one);

/** The same for things that have a name. */
export const byName = <T extends { id: number; name: string }>(all: readonly T[]): T[] =>
  inOrder(all, ({ name }) => name);
