import { z } from 'zod';

import { COUNTRIES } from '../countries';
import { refusal } from '../refusals';
import { byId, contract, isoDate } from './contract';
import { email, optionalLine, phoneNumber } from '../users/fields';

export const PHONE_KINDS = ['work', 'mobile', 'home', 'fax', 'other'] as const;
/** Per user, of phone numbers and of further e-mail addresses. */
export const MAX_CONTACT_ENTRIES = 10;

const phone = z.strictObject({
  kind: z.enum(PHONE_KINDS),
  number: phoneNumber.refine((number) => number !== '', refusal('phone-number')),
});

/** How to reach a user besides their sign-in address. Gatehouse sends no mail to these. */
const fields = {
  street: optionalLine(255),
  postalCode: optionalLine(32),
  city: optionalLine(255),
  region: optionalLine(255),
  country: z.enum(COUNTRIES).nullable().optional(),
  phones: z.array(phone).max(MAX_CONTACT_ENTRIES).optional(),
  emails: z.array(email).max(MAX_CONTACT_ENTRIES).refine(areDifferent, refusal('duplicate')).optional(),
};

function areDifferent(values: readonly string[]) {
  return new Set(values).size === values.length;
}

export const contact = z.object({
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  country: z.enum(COUNTRIES).nullable(),
  phones: z.array(phone),
  emails: z.array(z.string()),
  /** Null if nobody has entered anything yet. */
  updatedAt: isoDate.nullable(),
});
export type Contact = z.output<typeof contact>;

export const getContact = contract({
  method: 'GET',
  path: '/users/:id/contact',
  permissions: ['users.read'],
  params: byId,
  response: contact,
});

/** Changes only what is given; a list that is given replaces the present one. */
export const updateContact = contract({
  method: 'PUT',
  path: '/users/:id/contact',
  permissions: ['users.update'],
  params: byId,
  body: z.strictObject({
    ...fields,
    /** The `updatedAt` that was read: refused if the contact has changed since. */
    ifUpdatedAt: isoDate.nullable().optional(),
  }),
  response: contact,
});
