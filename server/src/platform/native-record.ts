import type { Row } from './database';
import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

type Read = (value: unknown) => unknown;
/** `isWhole`: false if the project gave users values of a type that is not read here; they are left out. */
export type Native = { record: NativeRecord; isWhole: boolean };
export type NativeRecord = { id: number; password: string | null; isActive: boolean };

const toBoolean: Read = (value) => ({ true: true, false: false, 1: true, 0: false })[String(value)] ?? null;
const toDatetime: Read = (value) => {
  const moment = new Date(value as Date | number | string);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
};
/** How Strapi reads the values of a user, by their type (database/src/fields, 5.54). */
const READERS: Partial<Record<string, Read>> = {
  increments: (value) => value,
  boolean: toBoolean,
  datetime: toDatetime,
  ...Object.fromEntries(
    ['string', 'email', 'password', 'text', 'enumeration', 'uid'].map((type) => [type, String]),
  ),
};

/** The columns of Strapi's users, each with the name it has in a row that others are read with. */
export const nativeUserColumns = perStrapi((strapi) => {
  const { attributes } = strapi.db.metadata.get('admin::user');
  return (Object.entries(attributes) as [string, { type: string; columnName?: string }][])
    .flatMap(([attribute, { type, columnName }]) =>
      columnName ? [{ attribute, column: columnName, read: READERS[type] }] : [],
    )
    .map((column, index) => ({ ...column, as: `n${index}` }));
});

/** Strapi's user from such a row, as Strapi itself would read it; null if there is none. */
export const toNativeUser = (strapi: Strapi, row: Row): Native | null => {
  const columns = nativeUserColumns(strapi);
  const record = Object.fromEntries(
    columns.map(({ attribute, as, read }) => [attribute, row[as] === null ? null : read?.(row[as])]),
  ) as NativeRecord;
  return record.id === null ? null : { record, isWhole: columns.every(({ read }) => read !== undefined) };
};
