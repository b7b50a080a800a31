import type { Readable } from 'node:stream';

import type { Context } from 'koa';
import type { z } from 'zod';

import { PLUGIN_ID } from '../../../shared/constants';
import type { Contract } from '../../../shared/contracts/contract';
import { actionId } from '../../../shared/permissions';
import { type Actor, actorOf } from './actor';
import { GatehouseError } from './errors';
import { toFieldErrors } from './field-errors';

export type Input<C extends Contract> = {
  params: z.output<C['params']>;
  query: z.output<C['query']>;
  body: z.output<C['body']>;
  actor: Actor;
};
export type Answer<C extends Contract> = {
  data: z.input<C['response']>;
  /** If it is not the contract's. */
  status?: number;
} & (undefined extends z.input<C['meta']> ? { meta?: z.input<C['meta']> } : { meta: z.input<C['meta']> });

/**
 * A Strapi route from a contract: parses the input, requires the permissions, calls the action, and lets only
 * declared fields out. Unknown fields and wrong types are a 400 that names them.
 */
export const route = <C extends Contract>(contract: C, action: (input: Input<C>) => Promise<Answer<C>>) =>
  routeOf(contract, async (ctx, input: Input<C>) => {
    const { data, meta, status = contract.status } = await action(input);
    ctx.status = status;
    ctx.body = {
      data: contract.response.parse(data),
      ...(meta === undefined ? {} : { meta: contract.meta.parse(meta) }),
    };
  });

/** The same for a contract that answers with a CSV file, sent while it is built. */
export const download = <C extends Contract>(
  contract: C,
  action: (input: Input<C>) => Promise<{ name: string; content: Readable }>,
) =>
  routeOf(contract, async (ctx, input: Input<C>) => {
    const { name, content } = await action(input);
    ctx.status = contract.status;
    ctx.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    ctx.attachment(name);
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = content;
  });

/** The same for a contract that Strapi itself answers. */
export const passOn = <C extends Contract>(
  contract: C,
  respond: (ctx: Context, input: Input<C>) => Promise<void>,
) => routeOf(contract, respond);

/** Runs before a route's action; throws if it may not run (`access/in-scope.ts`, passed in `index.ts`). */
export type RouteGuard = (contract: Contract, input: { params: unknown; actor: Actor }) => Promise<void>;

/** Bound to the guard that runs before every route, so that none can be registered without it. */
const routeOf =
  <C extends Contract>(contract: C, respond: (ctx: Context, input: Input<C>) => Promise<void>) =>
  (guard: RouteGuard) => ({
    method: contract.method,
    path: contract.path,
    handler: async (ctx: Context) => {
      try {
        const input = {
          params: parse(contract.params, namedParams(ctx)),
          query: parse(contract.query, ctx.query),
          // A GET has no body, whatever the body parser makes of its headers.
          body: parse(
            contract.body,
            contract.method === 'GET' ? {} : ((ctx.request as { body?: unknown }).body ?? {}),
          ),
          actor: actorOf(ctx),
        } as Input<C>;
        await guard(contract, input);
        await respond(ctx, input);
      } catch (error) {
        if (!(error instanceof GatehouseError)) throw error;
        ctx.status = error.status;
        if (error.status === 429) ctx.set('Retry-After', String(error.retryAfter));
        ctx.body = {
          data: null,
          error: { status: error.status, name: error.name, message: error.message, details: error.details },
        };
      }
    },
    config: configOf(contract),
  });

const configOf = ({ isOpen, permissions }: Contract) => {
  if (isOpen) return { auth: false as const, policies: [] };
  const isSignedIn = 'admin::isAuthenticatedAdmin';
  // Routes without a permission are about one's own user: sessions only, or any admin token could act on it.
  if (permissions.length === 0)
    return { auth: { strategies: ['admin'], scope: [`plugin::${PLUGIN_ID}.own`] }, policies: [isSignedIn] };
  const holds = { name: 'admin::hasPermissions', config: { actions: permissions.map(actionId) } };
  return { policies: [isSignedIn, holds] };
};

/** Drops the numbered captures that other routes matching the path (Strapi's static files) leave behind. */
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
