import { z } from 'zod';

import { byId, contract, id, line, listMeta, paging } from './contract';

export const role = z.object({
  id,
  name: z.string(),
  code: z.string(),
  /** The id of the `admin::role` it stands beside. */
  adminRole: id,
  description: z.string().nullable(),
  userCount: z.number(),
});
export type Role = z.output<typeof role>;

export const listRoles = contract({
  method: 'GET',
  path: '/roles',
  permissions: ['roles.read'],
  query: z.strictObject({ ...paging, _q: line(100).optional() }),
  response: z.array(role),
  meta: listMeta,
});

export const getRole = contract({
  method: 'GET',
  path: '/roles/:id',
  permissions: ['roles.read'],
  params: byId,
  response: role,
});
