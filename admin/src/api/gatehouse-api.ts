import { adminApi, deepEncodeQueryValues, type QueryArguments } from '@strapi/strapi/admin';
import type { z } from 'zod';

import { PLUGIN_ID } from '../../../shared/constants';
import type { Contract } from '../../../shared/contracts/contract';

/** What answers are about, so that they are asked for anew once that is changed. */
export const TAGS = [
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
] as const;

/**
 * Strapi's own RTK Query API with our tags. Endpoints are added by the files beside this one; their names start with
 * `gatehouse`, as all of the panel shares one space of names.
 */
export const gatehouseApi = adminApi.enhanceEndpoints({
  addTagTypes: TAGS,
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

/** Tag id of everything that lists several of a kind. */
export const LIST = 'LIST';
