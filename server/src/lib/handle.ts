import type { Context } from 'koa';
import type { z } from 'zod';

import type { Contract } from '../../../shared/contracts/contract';
import { actionId } from '../../../shared/permissions';
import { type Actor, actorOf } from './actor';
import { type FieldError, GatehouseError } from './errors';

type Input<C extends Contract> = {
  params: z.output<C['params']>;
  query: z.output<C['query']>;
  body: z.output<C['body']>;
  actor: Actor;
};
type Answer<C extends Contract> = {
  data: z.input<C['response']>;
} & (undefined extends z.input<C['meta']> ? { meta?: undefined } : { meta: z.input<C['meta']> });

/**
 * A Strapi route from a contract: parses what came in, asks for the permissions, calls the action, and lets only
 * declared fields out. Unknown fields and wrong types are a 400 that names them.
 */
export const route = <C extends Contract>(contract: C, action: (input: Input<C>) => Promise<Answer<C>>) => ({
  method: contract.method,
  path: contract.path,
  handler: async (ctx: Context) => {
    try {
      const input = {
        params: parse(contract.params, namedParams(ctx)),
        query: parse(contract.query, ctx.query),
        // A GET has none, whatever the body parser makes of its headers.
        body: parse(
          contract.body,
          contract.method === 'GET' ? {} : ((ctx.request as { body?: unknown }).body ?? {}),
        ),
        actor: actorOf(ctx),
      } as Input<C>;
      const { data, meta } = await action(input);
      ctx.status = contract.status;
      ctx.body = {
        data: contract.response.parse(data),
        ...(meta === undefined ? {} : { meta: contract.meta.parse(meta) }),
      };
    } catch (error) {
      if (!(error instanceof GatehouseError)) throw error;
      ctx.status = error.status;
      ctx.body = {
        data: null,
        error: { status: error.status, name: error.name, message: error.message, details: error.details },
      };
    }
  },
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: contract.permissions.map(actionId) } },
    ],
  },
});

/** Without the numbered captures that other routes matching the same path (Strapi's static files) leave behind. */
const namedParams = (ctx: Context) =>
  Object.fromEntries(Object.entries((ctx.params ?? {}) as object).filter(([name]) => !/^\d+$/.test(name)));

const parse = (schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(toFieldErrors);
  const first = errors[0];
  throw new GatehouseError('VALIDATION', {
    message: first ? [first.path.join('.'), first.message].filter(Boolean).join(': ') : undefined,
    errors,
  });
};

/** An unknown field is an error of that field, not of the object around it. What was sent is never repeated. */
const toFieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key.slice(0, 100)],
      message: 'unknown field',
      code: 'UNKNOWN_FIELD',
    }));
  return [{ path, message: issue.message, code: issue.code.toUpperCase() }];
};
