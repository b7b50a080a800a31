import { z } from 'zod';

import { refusal } from '../refusals';
import { byId, contract, id, isoDate, line, listMeta, paging } from './contract';
import { heldDacGroup } from './dac-groups';

/** Per user who may act, including those that are over. */
export const MAX_DELEGATIONS_A_USER = 200;

/** `to-come`: before its first moment. `over`: after its last. */
export const DELEGATION_STATES = ['to-come', 'in-force', 'over'] as const;
export type DelegationState = (typeof DELEGATION_STATES)[number];

/** A word of the project's own, taken literally. */
const code = (max: number) =>
  line(max).refine((text) => /^[A-Za-z0-9._:/@-]+$/.test(text), refusal('delegation-code'));
const purposeCode = code(64);
const resourceCode = code(128);

const someone = z.object({ id, userName: z.string() });

/** Who may act for whom or what: one of `forUser`, `forDacGroup` and `resource` is set. */
export const delegation = z.object({
  id,
  /** The user who may act. */
  user: someone,
  forUser: someone.nullable(),
  /** For every holder. */
  forDacGroup: heldDacGroup.nullable(),
  resource: z.string().nullable(),
  /** Null: for everything. */
  purpose: z.string().nullable(),
  validFrom: isoDate,
  /** Null: until it is ended. */
  validTo: isoDate.nullable(),
  state: z.enum(DELEGATION_STATES),
  givenBy: z.string(),
  createdAt: isoDate,
});
export type Delegation = z.output<typeof delegation>;

/** Whom and what the user may act for. */
export const listDelegations = contract({
  method: 'GET',
  path: '/users/:id/delegations',
  permissions: ['delegations.read'],
  params: byId,
  response: z.array(delegation),
});

/** Users who may act for this one, by name or by one of this user's DAC groups. */
export const listDelegates = contract({
  method: 'GET',
  path: '/users/:id/delegates',
  permissions: ['delegations.read'],
  params: byId,
  query: z.strictObject({ ...paging }),
  response: z.array(delegation),
  meta: listMeta,
});

export const createDelegation = contract({
  method: 'POST',
  path: '/users/:id/delegations',
  permissions: ['delegations.update'],
  params: byId,
  body: z
    .strictObject({
      forUser: id.optional(),
      forDacGroup: id.optional(),
      resource: resourceCode.optional(),
      /** Required: an omission by mistake must not mean everything. */
      purpose: purposeCode.nullable(),
      /** Left out: from now on. */
      validFrom: isoDate.optional(),
      validTo: isoDate.nullable().optional(),
    })
    .refine(
      (body) =>
        [body.forUser, body.forDacGroup, body.resource].filter((one) => one !== undefined).length === 1,
      { path: ['forUser'], ...refusal('one-subject') },
    ),
  response: delegation,
  status: 201,
});

/** Whom or what it is for cannot change: that takes another delegation. */
export const updateDelegation = contract({
  method: 'PUT',
  path: '/delegations/:id',
  permissions: ['delegations.update'],
  scope: 'narrowed',
  params: byId,
  body: z.strictObject({
    purpose: purposeCode.nullable().optional(),
    validFrom: isoDate.optional(),
    validTo: isoDate.nullable().optional(),
  }),
  response: delegation,
});

/** Gone from then on; only the log keeps it. */
export const deleteDelegation = contract({
  method: 'DELETE',
  path: '/delegations/:id',
  permissions: ['delegations.update'],
  scope: 'narrowed',
  params: byId,
  response: delegation,
});
