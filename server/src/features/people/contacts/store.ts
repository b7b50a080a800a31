import type { Contact } from '../../../../../shared/contracts/contact';
import { newDocumentId, type Row, toIso, toText, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_contacts';

const listOf = (json: unknown) => (json ? JSON.parse(String(json)) : []);

const toContact = (row: Row | undefined): Contact => ({
  street: toText(row?.street),
  postalCode: toText(row?.postal_code),
  city: toText(row?.city),
  region: toText(row?.region),
  country: toText(row?.country) as Contact['country'],
  phones: listOf(row?.phones),
  emails: listOf(row?.emails),
  updatedAt: toIso(row?.updated_at),
});

/** Empty until something is saved. */
export const find = async (strapi: Strapi, userId: number) => {
  const { from } = await withinTransaction(strapi);
  return toContact(await from(TABLE).where({ user_id: userId }).first<Row | undefined>());
};

export const write = async (
  strapi: Strapi,
  userId: number,
  { street, postalCode, city, region, country, phones, emails }: Contact,
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  const values = {
    street,
    postal_code: postalCode,
    city,
    region,
    country,
    phones: JSON.stringify(phones),
    emails: JSON.stringify(emails),
    updated_at: now,
  };
  await from(TABLE)
    .insert({ document_id: newDocumentId(), user_id: userId, created_at: now, ...values })
    .onConflict('user_id')
    .merge(values);
};
