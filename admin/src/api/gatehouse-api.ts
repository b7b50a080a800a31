import { adminApi, deepEncodeQueryValues, type QueryArguments } from '@strapi/strapi/admin';
import type { z } from 'zod';

import { PLUGIN_ID } from '../../../shared/constants';
import type { Contract } from '../../../shared/contracts/contract';
import { refusalOf } from './refusal';

/**
 * Strapi's own RTK Query API with our tags. Endpoints are added by the files beside this one; their names start with
 * `gatehouse`, as all of the panel shares one space of names.
 */
export const gatehouseApi = adminApi.enhanceEndpoints({
  addTagTypes: [
    'GatehouseAccount',
    'GatehouseApiKey',
    'GatehouseUser',
    'GatehouseContact',
    'GatehouseDacGroup',
    'GatehouseDelegation',
    'GatehouseRole',
    'GatehouseLicence',
    'GatehouseRoleGroup',
    'GatehouseIpRule',
    'GatehouseLoginAttempt',
    'GatehouseLog',
    'GatehouseMe',
    'GatehouseMfa',
    'GatehouseMail',
    'GatehouseMailTemplate',
    'GatehousePolicy',
    'GatehousePreferences',
    'GatehouseSavedView',
    'GatehouseSession',
  ],
});

/** What a route answers: the contract's response, and what stands beside it. */
export type Answer<C extends Contract> = { data: z.output<C['response']>; meta: z.output<C['meta']> };

type Parts<C extends Contract> = {
  params?: Record<string, string | number>;
  query?: z.input<C['query']>;
  body?: z.input<C['body']>;
};

/** The request a contract describes. */
export const requestOf = <C extends Contract>(
  { method, path }: C,
  { params = {}, query, body }: Parts<C> = {},
): QueryArguments => ({
  method,
  url: `/${PLUGIN_ID}${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`,
  data: body,
  // Strapi's client writes the query string without encoding it.
  config: { params: deepEncodeQueryValues(query) },
});

type Query = (request: QueryArguments) => unknown;
/** What succeeds; a refusal passes through as it came. */
type Sent<R> = { data: NonNullable<R>; error?: undefined };

let ask: () => Promise<boolean> = async () => false;
/** By what the user is asked for a fresh proof; false: they gave none. */
export const proveBy = (asking: typeof ask) => {
  ask = asking;
};
let asked: Promise<boolean> | undefined;
/** Once for all that wait for it. */
const prove = () => (asked ??= ask().finally(() => (asked = undefined)));

/**
 * The `queryFn` of what an open session alone may not be enough for: where the server asks for a fresh proof, so is the
 * user, and the same request is sent once more. Whoever made it never notices.
 */
export const withFreshProof =
  <A, R>(request: (args: A) => QueryArguments) =>
  async (args: A, _api: unknown, _options: unknown, query: Query): Promise<Sent<R>> => {
    const send = () => query(request(args)) as Promise<Sent<R>>;
    const answer = await send();
    const isAsked = refusalOf(answer.error).code === 'STEP_UP_REQUIRED';
    return isAsked && (await prove()) ? send() : answer;
  };

/** Tag id of everything that lists several of a kind. */
export const LIST = 'LIST';
