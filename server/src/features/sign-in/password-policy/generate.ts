import { randomInt } from 'node:crypto';

/** Without look-alikes: `l` and `1`, `O` and `0`. */
const KINDS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-+=?%#*@'] as const;
const ALL = KINDS.join('');

const pick = (signs: string) => signs.charAt(randomInt(signs.length));

/** A random password with characters of every kind, shuffled evenly. */
export const randomPassword = (length: number): string => {
  const signs = Array.from({ length }, (_, place) => pick(KINDS[place] ?? ALL));
  for (let last = signs.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [signs[last], signs[other]] = [signs[other] as string, signs[last] as string];
  }
  return signs.join('');
};
