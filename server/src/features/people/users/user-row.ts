import type {
  AuthType,
  Credential,
  Lifecycle,
  Lock,
  MfaLoss,
  MfaRequirement,
  UserType,
} from '../../../../../shared/constants';
import { ORDERED_FIELDS, TEXT_FIELDS, type TextField } from '../../../../../shared/users/fields';
import { type Row, toDate, toEnd, toText } from '../../../platform/database';

const oneOf =
  <T>() =>
  (value: unknown) =>
    value as T;
const toMoment = (value: unknown) => toDate(value) ?? new Date(0);

/** The attributes needed to decide about a session or a token, and how each is read from its column. */
const PRINCIPAL = {
  id: Number,
  adminUserId: Number,
  type: oneOf<UserType>(),
  userName: String,
  email: String,
  lifecycle: oneOf<Lifecycle>(),
  suspendedUntil: toDate,
  lock: oneOf<Lock>(),
  lockedAt: toDate,
  lockedReason: toText,
  lockedUntil: toDate,
  credential: oneOf<Credential>(),
  validFrom: toDate,
  validTo: toEnd,
  failedTries: Number,
  lastFailedAt: toDate,
  autoLocks: Number,
  mfaEnabled: Boolean,
  mfaRequired: Boolean,
  mfaDueAt: toDate,
  mfaSetupDue: Boolean,
};

/** All attributes of a directory entry that are read. */
const USER = {
  ...PRINCIPAL,
  ...(Object.fromEntries(TEXT_FIELDS.map((field) => [field, toText])) as Record<TextField, typeof toText>),
  /** For API-only users. Null: written before there was a choice. */
  authType: (value: unknown) => (value as AuthType | null) ?? 'api-key',
  userNameKey: String,
  roleNames: (value: unknown) => String(value ?? ''),
  /** Null: the default of the user's type. */
  licenceId: (value: unknown) => (value === null ? null : Number(value)),
  passwordChangedAt: toDate,
  temporaryPasswordAt: toDate,
  lastLoginAt: toDate,
  mfaRequirement: oneOf<MfaRequirement>(),
  /** Null: written before this was recorded. */
  mfaLostTo: (value: unknown) => (value as MfaLoss | null) ?? 'none',
  enrolCodeUntil: toDate,
  createdAt: toMoment,
  updatedAt: toMoment,
};

type Readers = Record<string, (value: unknown) => unknown>;
type ReadBy<R extends Readers> = { [A in keyof R]: ReturnType<R[A]> };
export type Principal = ReadBy<typeof PRINCIPAL>;
export type StoredUser = ReadBy<typeof USER>;

/** Attributes derived from others: written, but not read. */
export const DERIVED = ['searchText', ...ORDERED_FIELDS.map((field) => `${field}Order` as const)] as const;

export type Attribute = Exclude<keyof StoredUser, 'id'> | (typeof DERIVED)[number] | 'enrolCodeHash';
const ATTRIBUTES = [...Object.keys(USER), ...DERIVED, 'enrolCodeHash'] as (Attribute | 'id')[];

/** Strapi has a `locale` attribute of its own. */
export const attributeOf = (field: string) => (field === 'locale' ? 'localeTag' : field);
const columnOf = (attribute: string) =>
  attributeOf(attribute).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Attribute → column. */
export const COLUMNS = Object.fromEntries(
  ATTRIBUTES.map((attribute) => [attribute, columnOf(attribute)]),
) as Record<Attribute | 'id', string>;
export const PRINCIPAL_COLUMNS = Object.keys(PRINCIPAL).map(columnOf);

export const toColumns = (values: Partial<Record<Attribute, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([attribute, value]) => [COLUMNS[attribute as Attribute], value]),
  );

const readBy = <R extends Readers>(readers: R) => {
  const columns = Object.entries(readers).map(([name, read]) => ({ name, column: columnOf(name), read }));
  return (row: Row): ReadBy<R> => {
    // Once for each request: a loop takes a quarter of the time that `Object.fromEntries` does.
    const values: Record<string, unknown> = {};
    for (const { name, column, read } of columns) {
      values[name] = read(row[column]);
    }
    return values as ReadBy<R>;
  };
};
export const toPrincipal = readBy(PRINCIPAL);
export const toUser = readBy(USER);
