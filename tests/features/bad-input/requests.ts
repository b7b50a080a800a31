import type { z } from 'zod';

import type { Contract } from '../../../shared/contracts';
import { anAuthenticator } from '../../support/authenticator';
import fc from '../../support/fast-check';
import { anEmail, shared } from '../vocabulary';

const { aUser, roleId } = shared;

const NASTY: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e99,
  2147483648,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202e',
  '😀'.repeat(130),
  'x'.repeat(70_000),
  "' OR '1'='1",
  '%',
  '__proto__',
  '1e3',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '2030-02-30T00:00:00Z',
  '2030-01-01T24:00:00Z',
  '2030-01-01T00:00:00.123456789123456789Z',
  [],
  [null],
  [[1]],
  {},
  { $ne: null },
  { constructor: { prototype: {} } },
];

let users: number[] = [];
let editor: number;
/** Makes the users that requests may be about. */
export const prepare = async () => {
  await shared.superAdmin();
  users = (await Promise.all(Array.from({ length: 6 }, () => aUser()))).map(({ id }) => id);
  editor = await roleId('strapi-editor');
};

const date = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString());
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme' }),
);
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('10.*', '10.0.0.0/8', '2001:db8::/32', '127.0.0.1', '0.0.0.0/0'),
);
const aUserId = fc.nat({ max: 5 }).map((turn) => users[turn] ?? 1);

/** By the name of a field, after the path where it means something else there: what it might well hold. */
const plausible: Record<string, fc.Arbitrary<unknown>> = {
  email: fc.oneof(
    fc.emailAddress(),
    fc.nat().map(() => anEmail()),
  ),
  roles: fc.constantFrom([]).chain(() => fc.constantFrom([editor], [], [editor, editor], [2147483647])),
  licence: fc.constantFrom(null, 1, 2, 2147483647),
  // None that there are, or roles that other tests use would be for nobody.
  licences: fc.constantFrom([], [2147483647], [2147483647, 2147483647]),
  seats: fc.constantFrom(null, 1_000_000, 1_000_001, 0, 1.5),
  features: fc.subarray(['api-keys', 'teleport']),
  namedRolesOnly: fc.boolean(),
  roleGroups: fc.array(fc.constantFrom(1, 2, 2147483647), { maxLength: 3 }),
  dacGroups: fc.array(fc.constantFrom(1, 2, 2147483647), { maxLength: 3 }),
  from: aUserId,
  ...Object.fromEntries(
    ['roles', 'roleGroups', 'accounts', 'dacGroups'].map((part) => [
      `/users/:id/copy-access ${part}`,
      fc.boolean(),
    ]),
  ),
  forUser: aUserId,
  forDacGroup: fc.constantFrom(1, 2147483647),
  resource: fc.constantFrom('cost-centre:4711', 'a b', ''),
  purpose: fc.constantFrom(null, 'approve-timesheets', '*', ''),
  type: fc.constantFrom('panel', 'api-only', 'end-user'),
  authType: fc.constantFrom('api-key', 'oauth-client', 'none'),
  ifUpdatedAt: date,
  validFrom: date,
  validTo: date,
  until: date,
  at: date,
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Etc/GMT+5', '+01:00', 'Mars/Olympus'),
  locale: fc.constantFrom('en', 'en-GB', 'de-DE-u-co-phonebk', 'x-private'),
  country: fc.constantFrom('GB', 'DE', 'XX', 'gb'),
  phones: fc.array(
    fc.record({
      kind: fc.constantFrom('work', 'pager'),
      number: fc.constantFrom('+44 20 7946 0958', 'x', ''),
    }),
    { maxLength: 12 },
  ),
  mobile: fc.constantFrom('+44 20 7946 0958', '123', ''),
  currentPassword: fc.constantFrom('Wrong-Horse-7'),
  password: fc.constantFrom('Correct-Horse-7', 'short', 'Ünïcode-Horse-7😀'),
  token: fc.constantFrom('n'.repeat(43), 'short'),
  code: fc.constantFrom('123456', '12345', '１２３４５６', 'K7QX4M-K7QX4M-K7QX4M-K7QX4M'),
  // Not a code that proves who somebody is: those are to be found nowhere afterwards.
  '/licences code': fc.constantFrom('full', 'Agency', 'a b', ''),
  '/dac-groups code': fc.constantFrom('EMEA', 'legal.de', 'a b', ''),
  method: fc.constantFrom('totp', 'recovery-code', 'sms', 'mail', 'fax'),
  kind: fc.constantFrom('totp', 'passkey', 'mail', 'sms', 'fax'),
  trustDevice: fc.boolean(),
  passkey: fc.constantFrom(
    anAuthenticator('http://localhost').make({ challenge: 'x' }),
    anAuthenticator('http://localhost').use({ challenge: 'x' }),
    { id: 'x' },
  ),
  requirement: fc.constantFrom('default', 'enforced', 'not-enforced', 'required'),
  mfaRequired: fc.boolean(),
  // Never, or the holders of roles that other tests use would be limited.
  ownAccountsOnly: fc.constant(false),
  accounts: fc.array(
    fc.record({ account: fc.constantFrom(1, 2, 2147483647), role: fc.constantFrom('admin', 'owner') }),
    {
      maxLength: 3,
    },
  ),
  parent: fc.constantFrom(null, 1, 2, 2147483647),
  position: fc.constantFrom(0, 1, 10_000, 10_001, -1),
  apiActions: fc.subarray(['api::article.article.find', 'api::article.article.conquer', '']),
  userTypes: fc.subarray(['panel', 'api-only', 'end-user', 'robot']),
  expiresAt: fc.oneof(date, fc.constant(null)),
  overlapHours: fc.constantFrom(0, 24, -1, 1.5, 721),
  maxSessions: fc.constantFrom(null, 0, 1, 100, 101, 1.5),
  mfa: fc.record(
    {
      graceDays: fc.integer({ min: -2, max: 400 }),
      requirement: fc.constantFrom('optional', 'required', 'never'),
      methods: fc.subarray(['totp', 'passkey', 'mail', 'sms', 'fax']),
    },
    { requiredKeys: [] },
  ),
  emails: fc.array(
    fc.oneof(
      fc.constantFrom('a@example.test', 'x'),
      fc.nat().map(() => anEmail()),
    ),
    { maxLength: 2 },
  ),
  mail: fc.constant(false),
  scope: fc.constantFrom('user', 'role', 'everyone'),
  user: aUserId,
  role: fc.constantFrom(1, 2, 3),
  range: address,
  ip: address,
  usersColumns: fc.subarray(['email', 'status', 'mobile', 'shoeSize']),
  columns: fc.subarray(['email', 'status', 'mobile', 'shoeSize']),
  name: fc.constantFrom('Mine', 'Dormant', ''),
  isShared: fc.boolean(),
  subject: fc.constantFrom('Hello {{user.firstname}}', '{{link}}', '{{{x}}}', ''),
  html: fc.constantFrom('<p>{{project.name}}</p>', '{{#link}}', '{{>x}}', '{{=<% %>=}}'),
  query: fc.record(
    {
      sort: fc.constantFrom('email:asc', 'id:asc'),
      _q: text,
      filters: fc.constantFrom({}, { status: { $eq: 'active' } }, { status: { $ne: 'active' } }),
    },
    { requiredKeys: [] },
  ),
  realm: fc.constantFrom('panel', 'api', 'end-user'),
  ids: fc.array(aUserId, { minLength: 1, maxLength: 4 }),
  action: fc.constantFrom('lock', 'unlock', 'suspend', 'enable', 'disable', 'assign-role', 'explode'),
  // Never everybody, who includes the users of other tests.
  filters: fc.constant({ type: { $eq: 'end-user' } }),
  _q: fc.constant('nobody is called this'),
  // Never, as the one who asks would be shut out.
  confirmSelfLockout: fc.constant(false),
  sendInvitation: fc.constant(false),
  forceChange: fc.constant(false),
  lockout: fc.record(
    { lockMinutes: fc.integer({ min: -2, max: 2000 }), knownDevices: fc.boolean() },
    { requiredKeys: [] },
  ),
  throttle: fc.record({ windowMinutes: fc.integer({ min: -2, max: 2000 }) }, { requiredKeys: [] }),
  signIn: fc.record({ revealReason: fc.boolean() }, { requiredKeys: [] }),
};

const bodyOf = (schema: z.ZodType, path: string): fc.Arbitrary<unknown> => {
  const fields = Object.keys((schema as unknown as { shape?: object }).shape ?? {});
  const likely = fc.record(
    Object.fromEntries(
      fields.map((field) => [
        field,
        ['confirmSelfLockout', 'filters', '_q'].includes(field)
          ? (plausible[field] as fc.Arbitrary<unknown>)
          : fc.oneof(
              { weight: 6, arbitrary: plausible[`${path} ${field}`] ?? plausible[field] ?? text },
              { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
            ),
      ]),
    ),
    { requiredKeys: [] },
  );
  const surprising = fc
    .tuple(likely, fc.dictionary(text, fc.constantFrom(...NASTY), { maxKeys: 2 }))
    .map(([one, other]) => ({ ...other, ...one }));
  return fc.oneof(
    { weight: 8, arbitrary: likely },
    { weight: 2, arbitrary: surprising },
    {
      weight: 1,
      arbitrary: fc
        .anything({ maxDepth: 2 })
        .filter((value) => value !== undefined && typeof value !== 'bigint'),
    },
  );
};

const KEYS = [
  'page',
  'pageSize',
  'sort',
  '_q',
  'filters',
  'filters[status][$eq]',
  'filters[status][$in][]',
  'filters[type][$in][0]',
  'filters[lastLoginAt][$olderThanDays]',
  'filters[keyExpires][$withinDays]',
  'filters[mfaEnabled][$eq]',
  'filters[createdAt][$gte]',
  'filters[role][$eq]',
  'filters[account][$in][]',
  'filters[roleGroup][$eq]',
  'filters[dacGroup][$eq]',
  'filters[licence][$in][]',
  'filters[user][$eq]',
  'filters[scope][$eq]',
  'filters[outcome][$eq]',
  'filters[reason][$in][]',
  'filters[template][$eq]',
  'filters[ip][$eq]',
  'filters[createdAt][$gte]',
  'filters[createdAt][$lt]',
  'timeZone',
  'filters[__proto__][a]',
  'confirmSelfLockout',
  'populate[roles][fields][0]',
];
const VALUES = [
  '1',
  '2',
  '200',
  '0',
  '-1',
  '1e3',
  'email:asc',
  'status:desc',
  'roles',
  'id:asc',
  'active',
  'suspended',
  'panel',
  'user',
  'ok',
  'failure',
  'queued',
  'locked',
  '10.*',
  '2001:db8::/32',
  '1970-01-01T00:00:00Z',
  '9998-12-31T23:59:59+14:00',
  'Europe/Berlin',
  '%',
  '_',
  '!',
  "'",
  '"',
  '\\',
  '\u0000',
  '[',
  ']',
  '&',
  '*',
];
const query = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...KEYS) }, text),
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...VALUES) }, text),
    ),
    {
      maxLength: 4,
    },
  )
  .map((pairs) => pairs.map(([key, value]) => `${encodeAll(key)}=${encodeAll(value)}`).join('&'));
/** Brackets stay; halves of surrogate pairs, which no address can hold, go. */
const encodeAll = (part: string) =>
  encodeURIComponent(part.toWellFormed()).replaceAll('%5B', '[').replaceAll('%5D', ']');

const idInPath = fc.oneof(
  { weight: 5, arbitrary: aUserId.map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0', '-1', '1e3', '2147483647', '99999999999', '%00', '%20', 'null', "'"),
  },
);

const nameInPath = fc.constantFrom('invitation', 'locked', 'nothing', '__proto__', '%00');

/** Any request of a route, valid and not. */
export const requestsOf = ({ method, path, body }: Contract) => {
  const hasBody = method === 'POST' || method === 'PUT';
  return fc.record({
    id: idInPath,
    name: nameInPath,
    query: method === 'GET' ? query : fc.oneof({ weight: 9, arbitrary: fc.constant('') }, query),
    body: hasBody ? bodyOf(body, path) : fc.constant(undefined),
  });
};
export type Sent = { id: string; name: string; query: string };
const namesIn = ({ path }: Contract) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
export const paramsOf = (contract: Contract, { id, name }: Sent) =>
  Object.fromEntries(namesIn(contract).map((param) => [param, param === 'name' ? name : id]));
export const addressOf = (contract: Contract, sent: Sent) =>
  `${Object.entries(paramsOf(contract, sent)).reduce((path, [param, value]) => path.replace(`:${param}`, value), contract.path)}?${sent.query}`;
