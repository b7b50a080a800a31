import { adminApi, deepEncodeQueryValues, type QueryArguments } from '@strapi/strapi/admin';
import type { z } from 'zod';

import { PLUGIN_ID } from '../../../shared/constants';
import type { Contract } from '../../../shared/contracts/contract';
import { type ArgsOf, PARAM, partsOf } from './contract-args';

/** What answers are about, so that a change reloads them. */
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

/** Strapi's own: its menu shows the signed-in user's name, and its profile page their sessions. */
const OF_STRAPI = ['Me', 'Sessions'] as const;

export type Tag = (typeof TAGS | typeof OF_STRAPI)[number];
export type Tags = readonly (Tag | { type: Tag; id: number | string })[];

/** Strapi's own RTK Query API with our tags. Endpoints are added by the files beside this one. */
export const gatehouseApi = adminApi.enhanceEndpoints({
  addTagTypes: [...TAGS, ...OF_STRAPI],
});

/** What a route answers: the contract's response and its `meta`. */
export type Answer<C extends Contract> = { data: z.output<C['response']>; meta: z.output<C['meta']> };

/** The request a contract describes. */
export const requestOf = <C extends Contract>(contract: C, args: ArgsOf<C>): QueryArguments => {
  const { params = {}, query, body } = partsOf(contract, args);
  const path = contract.path.replace(PARAM, (_, name: string) => encodeURIComponent(String(params[name])));
  return {
    method: contract.method,
    url: `/${PLUGIN_ID}${path}`,
    data: body,
    // Strapi's client writes the query string without encoding it.
    config: { params: deepEncodeQueryValues(query) },
  };
};

/** The tag of all lists of a kind. */
export const listOf = (type: Tag) => ({ type, id: 'LIST' });
