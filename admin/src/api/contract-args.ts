import type { z } from 'zod';

import type { Contract } from '../../../shared/contracts/contract';

type Taken<S extends z.ZodType> = z.input<S> extends Record<string, never> ? void : z.input<S>;
/** A single parameter is passed bare, not in an object. */
type Bare<P> = { [K in keyof P]: Exclude<keyof P, K> extends never ? P[K] : P }[keyof P];

/**
 * What a caller passes for a contract: the path parameters with the body or the query, as `{ id, body }` or
 * `{ id, ...query }`; if the contract takes only one of the three, that alone.
 */
export type ArgsOf<C extends Contract> =
  Taken<C['params']> extends void
    ? Taken<C['body']> extends void
      ? Taken<C['query']>
      : Taken<C['body']>
    : Taken<C['body']> extends void
      ? Taken<C['query']> extends void
        ? Bare<z.output<C['params']>>
        : z.output<C['params']> & Taken<C['query']>
      : z.output<C['params']> & { body: Taken<C['body']> };

type Parts = { params?: Record<string, unknown>; query?: object; body?: unknown };

export const PARAM = /:(\w+)/g;

/** Sorts a contract's arguments into path parameters, query and body. */
export const partsOf = ({ method, path }: Pick<Contract, 'method' | 'path'>, args: unknown): Parts => {
  const names = Array.from(path.matchAll(PARAM), ([, name]) => String(name));
  if (names.length === 0) return method === 'GET' ? { query: args as object } : { body: args };
  if (typeof args !== 'object') return { params: { [String(names[0])]: args } };
  const { body, ...others } = args as Record<string, unknown>;
  const query = Object.entries(others).filter(([name]) => !names.includes(name));
  return { params: others, query: Object.fromEntries(query), body };
};
