import { z } from 'zod';

import { refusal } from '../refusals';
import { byId, contract, id, line, listMeta, nameOf, paging, sortBy } from './contract';

export const MAX_DAC_GROUPS = 5_000;
/** Groups that one user holds. */
export const MAX_DAC_GROUPS_A_USER = 200;

const code = z.string().refine((text) => /^[A-Za-z0-9._-]{1,64}$/.test(text), refusal('dac-code'));
const name = nameOf(100);

/** A code that users hold and entries carry: conditions of roles grant access if both match. */
const fields = { id, code: z.string(), name: z.string() };
export const dacGroup = z.object({ ...fields, userCount: z.number() });
export type DacGroup = z.output<typeof dacGroup>;
/** The same, as a user holds it. */
export const heldDacGroup = z.object(fields);
export type HeldDacGroup = z.output<typeof heldDacGroup>;

export const listDacGroups = contract({
  method: 'GET',
  path: '/dac-groups',
  permissions: ['dac-groups.read'],
  scope: 'open',
  query: z.strictObject({ ...paging, sort: sortBy(['code', 'name'], 'code:asc'), _q: line(100).optional() }),
  response: z.array(dacGroup),
  meta: listMeta,
});

export const createDacGroup = contract({
  method: 'POST',
  path: '/dac-groups',
  permissions: ['dac-groups.update'],
  body: z.strictObject({ code, name }),
  response: dacGroup,
  status: 201,
});

/** Its code stays: entries carry it. */
export const updateDacGroup = contract({
  method: 'PUT',
  path: '/dac-groups/:id',
  permissions: ['dac-groups.update'],
  params: byId,
  body: z.strictObject({ name }),
  response: dacGroup,
});

/** Refused while somebody holds it. */
export const deleteDacGroup = contract({
  method: 'DELETE',
  path: '/dac-groups/:id',
  permissions: ['dac-groups.update'],
  params: byId,
  response: dacGroup,
});

export const listUserDacGroups = contract({
  method: 'GET',
  path: '/users/:id/dac-groups',
  permissions: ['dac-groups.read'],
  params: byId,
  response: z.array(heldDacGroup),
});

/** Replaces the list. */
export const setUserDacGroups = contract({
  method: 'PUT',
  path: '/users/:id/dac-groups',
  permissions: ['dac-groups.assign'],
  params: byId,
  body: z.strictObject({
    dacGroups: z
      .array(id)
      .max(MAX_DAC_GROUPS_A_USER)
      .refine((ids) => new Set(ids).size === ids.length, refusal('duplicate')),
  }),
  response: z.array(heldDacGroup),
});
