import { z } from 'zod';

import { AUTH_TYPES, MAX_LOGIN_NAME_LENGTH, USER_TYPES } from '../constants';
import { id, isoDate, line, nameOf, timeZone } from '../contracts/contract';
import { userRoleGroups } from '../contracts/role-groups';
import { E_MAIL_ADDRESS, MAX_TYPED_ADDRESS } from '../e-mail-address';
import { pick } from '../pick';
import { refusal } from '../refusals';
import { readPhoneNumber, trimTyped } from '../typed';
import { mixesAlphabets } from '../visible-name';
import { STATUSES } from './statuses';

export const optionalLine = (max: number) =>
  line(max)
    .transform((text) => text || null)
    .nullable()
    .optional();

/** An e-mail address as Strapi stores it: in lower case, with a domain of any script as written. */
export const email = z
  .string()
  .max(MAX_TYPED_ADDRESS)
  .transform((typed) => trimTyped(typed).normalize().toLowerCase())
  .pipe(z.email({ pattern: E_MAIL_ADDRESS }).max(MAX_LOGIN_NAME_LENGTH));

/** With room for what is pasted along with it. */
const MAX_TYPED_NUMBER = 64;
/** As typed; `toKeptNumber` decides what is stored. */
export const phoneNumber = z
  .string()
  .max(MAX_TYPED_NUMBER)
  .transform(trimTyped)
  .refine(
    (text) => text === '' || /^\+?[0-9 ()./-]{3,32}$/.test(readPhoneNumber(text)),
    refusal('phone-number'),
  );

const mobile = phoneNumber
  .transform((number) => number || null)
  .nullable()
  .optional();
const userName = nameOf(MAX_LOGIN_NAME_LENGTH)
  .refine((name) => !mixesAlphabets(name), refusal('mixed-alphabets'))
  .optional();
const locale = line(35).refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}, refusal('language-tag'));

const text = z.string().nullable();
const date = isoDate.nullable();

type FieldFacts = {
  /** `native`: a copy of Strapi's record. `ours`: stored as given. `derived`: follows from other data. */
  owner: 'native' | 'ours' | 'derived';
  /** As answered. */
  value: z.ZodType;
  /** As given when changing a user: an omitted field stays, null empties it. */
  given?: z.ZodType;
  /** Whether users may change it themselves. */
  own?: true;
  searched?: true;
  /** Text with a key to sort by, as each database orders text in its own way. */
  ordered?: true;
};

const name = { value: text, given: optionalLine(255), own: true, searched: true, ordered: true } as const;

/**
 * What is known of a user, in the order in which it is answered. A new one also needs its column in the server's
 * `people/users/user-row.ts` (unless it is text), its input in the panel's `UserFields.tsx`, and, if it is searched
 * or ordered, another `DERIVED_VERSION` (`people/users/store.ts`).
 */
export const USER_FIELDS = {
  type: { owner: 'ours', value: z.enum(USER_TYPES) },
  /** For API-only users; null for all others. */
  authType: { owner: 'ours', value: z.enum(AUTH_TYPES).nullable() },
  userName: { owner: 'native', value: z.string(), given: userName, searched: true, ordered: true },
  displayName: { owner: 'ours', ...name },
  firstname: { owner: 'native', ...name },
  lastname: { owner: 'native', ...name },
  email: { owner: 'native', value: z.string(), searched: true, ordered: true },
  mobile: { owner: 'ours', value: text, given: mobile, own: true, searched: true, ordered: true },
  status: { owner: 'derived', value: z.enum(STATUSES) },
  accessLocked: { owner: 'derived', value: z.boolean() },
  lockedAt: { owner: 'derived', value: date },
  lockedReason: { owner: 'derived', value: text },
  lockedUntil: { owner: 'derived', value: date },
  suspendedUntil: { owner: 'derived', value: date },
  failedTries: { owner: 'derived', value: z.number() },
  lastLoginAt: { owner: 'derived', value: date },
  /** Until when a password given by an admin lets them in; null: it is their own, or never expires. */
  temporaryPasswordUntil: { owner: 'derived', value: date },
  mfaEnabled: { owner: 'derived', value: z.boolean() },
  mfaRequired: { owner: 'derived', value: z.boolean() },
  validFrom: { owner: 'ours', value: date, given: date.optional() },
  validTo: { owner: 'ours', value: date, given: date.optional() },
  timeZone: { owner: 'ours', value: text, given: timeZone.nullable().optional(), own: true },
  locale: { owner: 'ours', value: text, given: locale.nullable().optional(), own: true },
  roles: { owner: 'native', value: z.array(z.object({ id, name: z.string() })), ordered: true },
  licence: { owner: 'derived', value: z.object({ id, name: z.string(), code: z.string() }) },
  roleGroups: { owner: 'derived', value: userRoleGroups.roleGroups },
  roleSources: { owner: 'derived', value: userRoleGroups.roleSources },
  createdAt: { owner: 'derived', value: isoDate },
  updatedAt: { owner: 'derived', value: isoDate },
} as const satisfies Record<string, FieldFacts>;

type Fields = typeof USER_FIELDS;
export type UserField = keyof Fields;
type FieldWith<Facts> = { [F in UserField]: Fields[F] extends Facts ? F : never }[UserField];

const fieldsThat = (are: (facts: FieldFacts) => unknown) =>
  (Object.keys(USER_FIELDS) as UserField[]).filter((field) => are(USER_FIELDS[field]));

/** Stored in the directory as given. */
export type OurField = FieldWith<{ owner: 'ours' }>;
export const OUR_FIELDS = fieldsThat(({ owner }) => owner === 'ours') as OurField[];

export type GivenField = FieldWith<{ given: z.ZodType }>;
export const GIVEN_FIELDS = fieldsThat(({ given }) => given) as GivenField[];

export type SearchedField = FieldWith<{ searched: true }>;
export const SEARCHED_FIELDS = fieldsThat(({ searched }) => searched) as SearchedField[];

export type OrderedField = FieldWith<{ ordered: true }>;
export const ORDERED_FIELDS = fieldsThat(({ ordered }) => ordered) as OrderedField[];

/** Text that is stored as it is, or null. */
export type TextField = FieldWith<{ owner: 'native' | 'ours'; value: typeof text }>;
export const TEXT_FIELDS = fieldsThat(
  ({ owner, value }) => owner !== 'derived' && value === text,
) as TextField[];

/** The schemas of all fields. */
export const userShape = Object.fromEntries(
  Object.entries(USER_FIELDS).map(([field, { value }]) => [field, value]),
) as { [F in UserField]: Fields[F]['value'] };

/** The schemas of given fields, and of those that users may change themselves. */
export const givenShape = Object.fromEntries(
  GIVEN_FIELDS.map((field) => [field, USER_FIELDS[field].given]),
) as { [F in GivenField]: Fields[F]['given'] };
export const ownShape = pick(
  givenShape,
  fieldsThat(({ own }) => own) as FieldWith<{ own: true; given: z.ZodType }>[],
);

/** What the list can be sorted by. */
export const USER_SORT_FIELDS = [
  'type',
  'userName',
  'displayName',
  'firstname',
  'lastname',
  'email',
  'mobile',
  'roles',
  'accessLocked',
  'lastLoginAt',
  'failedTries',
  'mfaEnabled',
  'mfaRequired',
  'status',
  'createdAt',
  'updatedAt',
] as const satisfies readonly UserField[];
export type UserSortField = (typeof USER_SORT_FIELDS)[number];

/** What the list can show; not all of it can be sorted by. */
export const USER_COLUMN_NAMES = [...USER_SORT_FIELDS, 'licence'] as const satisfies readonly UserField[];
export type UserColumnName = (typeof USER_COLUMN_NAMES)[number];
