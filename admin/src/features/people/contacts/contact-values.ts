import type { Contact } from '../../../../../shared/contracts/contact';
import type { ContactChange } from '../../../api/contacts';
import { changesBetween } from '../../../components/edited-form/changes';

type Phone = { kind: Contact['phones'][number]['kind']; number: string | null };

/** The form's fields. Empty is null, as in Strapi's inputs; a list has rows with fields. */
export type ContactValues = Pick<Contact, 'street' | 'postalCode' | 'city' | 'region' | 'country'> & {
  phones: Phone[];
  emails: { address: string | null }[];
};

export const contactValuesOf = ({ updatedAt: _, emails, ...values }: Contact): ContactValues => ({
  ...values,
  emails: emails.map((address) => ({ address })),
});

/** What differs. An empty row is sent too, so that the refusal appears beside it. */
export const toContactChange = (before: ContactValues, after: ContactValues): ContactChange => {
  const changed = Object.keys(changesBetween(before, after));
  const body = {
    ...after,
    phones: after.phones.map(({ kind, number }) => ({ kind, number: number ?? '' })),
    emails: after.emails.map(({ address }) => address ?? ''),
  };
  return Object.fromEntries(Object.entries(body).filter(([field]) => changed.includes(field)));
};
