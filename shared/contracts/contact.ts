import { z } from 'zod';

import { COUNTRIES } from '../countries';
import { refusal } from '../refusals';
import { byId, contract, isoDate } from './contract';
import { email, optionalLine, phoneNumber } from '../users/fields';

export const PHONE_KINDS = ['work', 'mobile', 'home', 'fax', 'other'] as const;
/** Phone numbers, and further e-mail addresses, of one user. */
export const MAX_CONTACT_ENTRIES = 10;

const phone = z.strictObject({
  kind: z.enum(PHONE_KINDS),
  number: phoneNumber.refine((number) => number !== '', refusal('phone-number')),
});

/** How a user is reached besides what they sign in with. No mail of Gatehouse's goes to these addresses. */
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
  /** Null where nobody has written anything yet. */
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

/** Changes what is given and nothing else; a list that is given replaces the one there is. */
export const updateContact = contract({
  method: 'PUT',
  path: '/users/:id/contact',
  permissions: ['users.update'],
  params: byId,
  body: z.strictObject({
    ...fields,
    /** The `updatedAt` that was read: refused where somebody has changed the contact since. */
    ifUpdatedAt: isoDate.nullable().optional(),
  }),
  response: contact,
});
