import type { Context } from 'koa';

import type { Strapi } from '../platform/strapi';
import { callsOf } from './calls';

export type Functions = Record<string, unknown>;

/** Where to find a function in Strapi. */
export type Place = {
  /** How an operator would look for it. */
  name: string;
  /** Looked up at start; if it is missing or of another arity, Strapi does not start. */
  find: (strapi: Strapi) => { target: Functions; method: string };
};

/** What is expected of Strapi's own function. */
type Expected = {
  arity: number;
  /** Set if an edition of Strapi may lack the function: then there is nothing to guard. */
  isOptional?: boolean;
  /**
   * For a function replaced whole: the names that Strapi's own calls, in the versions that were read.
   * Anything more that another version calls is lost.
   */
  calls?: readonly string[];
  /** Whether it is replaced whole and lets somebody in, so that none of Strapi's own checks may get lost. */
  letsIn?: boolean;
  /** Whether ours answers as Strapi's does, in less time: one that is not as expected is left in its place. */
  onlyFaster?: boolean;
};

/** A Strapi function that a door replaces or calls. */
export type Decoration = Place & Expected & { mount?: (strapi: Strapi) => void };

/** A place in Strapi where somebody can come in. */
export type Door = { name: string; decorates: readonly Decoration[] };

/** Replaces a Strapi handler; `rest` is whatever newer versions of Strapi pass as well. */
export type Handler = (ctx: Context, ...rest: unknown[]) => Promise<unknown>;

/** What would be lost if the function were replaced by one that does what these calls do; null if nothing. */
export const lostOf = (replaced: unknown, known: readonly string[]): string | null => {
  const found = callsOf(replaced);
  if (found.length === 0) return 'is of another plugin, or cannot be read';
  const others = found.filter((name) => !known.includes(name));
  return others.length === 0 ? null : `also calls ${others.map((name) => `“${name}”`).join(', ')}`;
};

const isAsExpected = (original: (...args: never[]) => unknown, { arity, calls }: Expected) =>
  original.length === arity && (!calls || lostOf(original, calls) === null);

/**
 * Replaces Strapi's function, as a wrapper or whole; `by` gets the original, bound to its object. Done once,
 * before Strapi listens.
 */
export const replace = <F extends (...args: never[]) => unknown>(
  place: Place,
  expected: Expected,
  by: (strapi: Strapi, original: F) => F,
): Decoration => ({
  ...place,
  ...expected,
  mount(strapi) {
    const { target, method } = place.find(strapi);
    const original = target[method] as F | undefined;
    if (!original || (expected.onlyFaster && !isAsExpected(original, expected))) return;
    target[method] = by(strapi, original.bind(target) as F);
  },
});

/** The function currently at that place: ours, if a door has replaced it. */
export const functionAt = <F>(strapi: Strapi, { find }: Place): F => {
  const { target, method } = find(strapi);
  return (target[method] as (...args: unknown[]) => unknown).bind(target) as F;
};
