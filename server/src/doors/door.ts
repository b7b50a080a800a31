import type { Context } from 'koa';

import type { Strapi } from '../platform/strapi';

export type Functions = Record<string, unknown>;

/** Where in Strapi a function stands. */
export type Place = {
  /** How an operator would look for it. */
  name: string;
  /** Looked up at start; missing or of another arity, Strapi does not start. */
  find: (strapi: Strapi) => { target: Functions; method: string };
};

/** What is expected of Strapi's own function. */
type Expected = {
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

/** A function of Strapi's that a door takes the place of, or that it calls. */
export type Decoration = Place & Expected & { mount?: (strapi: Strapi) => void };

/** A place in Strapi where somebody can come in. */
export type Door = { name: string; decorates: readonly Decoration[] };

/** What takes the place of a handler of Strapi's, and what newer versions of Strapi hand on besides. */
export type Handler = (ctx: Context, ...rest: unknown[]) => Promise<unknown>;

/**
 * Puts another function in the place of Strapi's own, which it is given, bound to what it belongs to: around it, or
 * whole. Once, before Strapi listens.
 */
export const replace = <F extends (...given: never[]) => unknown>(
  place: Place,
  expected: Expected,
  by: (strapi: Strapi, original: F) => F,
): Decoration => ({
  ...place,
  ...expected,
  mount(strapi) {
    const { target, method } = place.find(strapi);
    const original = target[method] as F | undefined;
    if (original) target[method] = by(strapi, original.bind(target) as F);
  },
});

/** Strapi's function that stands there at this moment, ours where a door has taken its place. */
export const functionAt = <F>(strapi: Strapi, { find }: Place): F => {
  const { target, method } = find(strapi);
  return (target[method] as (...given: unknown[]) => unknown).bind(target) as F;
};
