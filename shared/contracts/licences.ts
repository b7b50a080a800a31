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

/** What limits the users who have it. */
const limits = {
  /** How many users may have it; null: any number. Who is disabled takes none. */
  seats: z.number().int().min(1).max(MAX_SEATS).nullable(),
  features: z.array(z.enum(LICENCE_FEATURES)).refine(isWithoutRepeats, refusal('duplicate')),
  /** Users of which types may have it. */
  userTypes: z.array(z.enum(USER_TYPES)).min(1).refine(isWithoutRepeats, refusal('duplicate')),
  /** Whether it goes with roles alone that name it; else with those that name none as well. */
  namedRolesOnly: z.boolean(),
};

export const licence = z.object({
  id,
  code: z.string(),
  name: z.string(),
  ...limits,
  /** One of those that are there from the beginning. */
  isBuiltIn: z.boolean(),
  userCount: z.number(),
  seatsTaken: z.number(),
});
export type Licence = z.output<typeof licence>;

/** Several licences, as a role names them. */
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

/** Its code stays. What its users would not fit any more is refused. */
export const updateLicence = contract({
  method: 'PUT',
  path: '/licences/:id',
  permissions: ['licences.manage'],
  params: byId,
  body: z.strictObject({ name, ...limits }).partial(),
  response: licence,
});

/** Refused while somebody has it or a role names it. */
export const deleteLicence = contract({
  method: 'DELETE',
  path: '/licences/:id',
  permissions: ['licences.manage'],
  params: byId,
  response: licence,
});
