import {
  contactValuesOf,
  type ContactValues,
  toContactChange,
} from '../../admin/src/features/people/contacts/contact-values';
import { fieldText, shownValue } from '../../admin/src/components/log/describe-change';
import { type Contact, updateContact } from '../../shared/contracts/contact';

const contact: Contact = {
  street: '1 Dorset Street',
  postalCode: null,
  city: 'London',
  region: null,
  country: 'GB',
  phones: [{ kind: 'work', number: '+44 20 7946 0958' }],
  emails: ['ada@home.example'],
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const values = contactValuesOf(contact);

it('sends what differs and nothing else, as the API takes it', () => {
  const after: ContactValues = {
    ...values,
    city: null,
    emails: [...values.emails, { address: 'a@b.example' }],
  };
  const change = toContactChange(values, after);

  expect(change).toEqual({ city: null, emails: ['ada@home.example', 'a@b.example'] });
  expect(updateContact.body.safeParse(change).success).toBe(true);
  expect(toContactChange(values, contactValuesOf(contact))).toEqual({});
});

it('sends rows that were left empty, so that the refusal names them by their place', () => {
  const change = toContactChange(values, {
    ...values,
    phones: [{ kind: 'fax', number: null }, ...values.phones],
  });

  expect(updateContact.body.safeParse(change).error?.issues[0]?.path).toEqual(['phones', 0, 'number']);
});

it('is told by the log as people write it', () => {
  expect(Object.keys(values).filter((field) => !fieldText(field))).toEqual([]);
  expect(shownValue('phones', [])).toEqual({ kind: 'none' });
  expect(shownValue('phones', contact.phones)).toEqual({ kind: 'phones', phones: contact.phones });
  expect(shownValue('country', 'GB')).toEqual({ kind: 'country', code: 'GB' });
  for (const emails of [contact.emails, values.emails])
    expect(shownValue('emails', emails)).toEqual({ kind: 'text', value: 'ada@home.example' });
});
