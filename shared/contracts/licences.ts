import { z } from 'zod';

import { USER_TYPES } from '../constants';
import { LICENCE_FEATURES } from '../licences';
import { refusal } from '../refusals';
import { byId, contract, id, listMeta, nameOf, paging } from './contract';

export const MAX_LICENCES = 100;
export const MAX_SEATS = 1_000_000;

const code = z.string().refine((text) => /^[A-Za-z0-9._-]{1,64}$/.test(text), refusal('licence-code'));
const name = nameOf(100);
const isWithoutRepeats = (values: readonly unknown[]) => new Set(values).size === values.length;

/** Limits on the users who have it. */
const limits = {
  /** How many users may have it; null: any number. Disabled users don't count. */
  seats: z.number().int().min(1).max(MAX_SEATS).nullable(),
  features: z.array(z.enum(LICENCE_FEATURES)).refine(isWithoutRepeats, refusal('duplicate')),
  /** The types of users that may have it. */
  userTypes: z.array(z.enum(USER_TYPES)).min(1).refine(isWithoutRepeats, refusal('duplicate')),
  /** Whether it goes only with roles that name it; else also with those that name none. */
  namedRolesOnly: z.boolean(),
};

export const licence = z.object({
  id,
  code: z.string(),
  name: z.string(),
  ...limits,
  /** Whether it was created at the first start. */
  isBuiltIn: z.boolean(),
  userCount: z.number(),
  seatsTaken: z.number(),
});
export type Licence = z.output<typeof licence>;

/** Several licences, as named by a role. */
export const licenceIds = z.array(id).max(MAX_LICENCES).refine(isWithoutRepeats, refusal('duplicate'));

export const listLicences = contract({
  method: 'GET',
  path: '/licences',
  permissions: ['licences.read'],
  scope: 'open',
  query: z.strictObject({ ...paging }),
  response: z.array(licence),
  meta: listMeta,
});

export const createLicence = contract({
  method: 'POST',
  path: '/licences',
  permissions: ['licences.manage'],
  body: z.strictObject({
    code,
    name,
    seats: limits.seats.default(null),
    features: limits.features.default([]),
    userTypes: limits.userTypes,
    namedRolesOnly: limits.namedRolesOnly.default(false),
  }),
  response: licence,
  status: 201,
});

/** The code stays. Refused if its users would no longer fit it. */
export const updateLicence = contract({
  method: 'PUT',
  path: '/licences/:id',
  permissions: ['licences.manage'],
  params: byId,
  body: z.strictObject({ name, ...limits }).partial(),
  response: licence,
});

/** Refused while a user has it or a role names it. */
export const deleteLicence = contract({
  method: 'DELETE',
  path: '/licences/:id',
  permissions: ['licences.manage'],
  params: byId,
  response: licence,
});
