import fc from 'fast-check';
import type { z } from 'zod';

import { ERROR_CODES } from '../../../shared/error-codes';
import { contracts } from '../contracts';
import { anEmail, shared, type Answer } from '../vocabulary';

const { aUser, gatehouse, putBack, roleId, sql } = shared;

afterAll(putBack);

/** Requests of each route, so many at a time. */
const ROUNDS = 13;
const AT_A_TIME = 8;

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
beforeAll(async () => {
  await shared.superAdmin();
  users = (await Promise.all(Array.from({ length: 6 }, () => aUser()))).map(({ id }) => id);
  editor = await roleId('strapi-editor');
});

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

/** By the name of a field: what it might well hold. */
const plausible: Record<string, fc.Arbitrary<unknown>> = {
  email: fc.oneof(
    fc.emailAddress(),
    fc.nat().map(() => anEmail()),
  ),
  roles: fc.constantFrom([]).chain(() => fc.constantFrom([editor], [], [editor, editor], [2147483647])),
  type: fc.constantFrom('panel', 'api-only', 'end-user'),
  validFrom: date,
  validTo: date,
  until: date,
  at: date,
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Etc/GMT+5', '+01:00', 'Mars/Olympus'),
  locale: fc.constantFrom('en', 'en-GB', 'de-DE-u-co-phonebk', 'x-private'),
  mobile: fc.constantFrom('+44 20 7946 0958', '123', ''),
  password: fc.constantFrom('Correct-Horse-7', 'short', 'Ünïcode-Horse-7😀'),
  scope: fc.constantFrom('user', 'role', 'everyone'),
  user: aUserId,
  role: fc.constantFrom(1, 2, 3),
  range: address,
  ip: address,
  realm: fc.constantFrom('panel', 'api', 'end-user'),
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

const bodyOf = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  const fields = Object.keys((schema as unknown as { shape?: object }).shape ?? {});
  const likely = fc.record(
    Object.fromEntries(
      fields.map((field) => [
        field,
        field === 'confirmSelfLockout'
          ? (plausible[field] as fc.Arbitrary<unknown>)
          : fc.oneof(
              { weight: 6, arbitrary: plausible[field] ?? text },
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
  'filters[role][$eq]',
  'filters[user][$eq]',
  'filters[scope][$eq]',
  'filters[outcome][$eq]',
  'filters[reason][$in][]',
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

const codes = new Set(Object.keys(ERROR_CODES));
const assertHarmless = (contract: z.ZodType, { status, body }: Answer, sent: unknown) => {
  const said = JSON.stringify(body ?? '');
  const context = `${JSON.stringify(sent)?.slice(0, 500)} → ${status} ${said.slice(0, 500)}`;
  const isKnown = [200, 201, 400, 403, 404, 409, 413].includes(status);
  const isTold =
    status < 400
      ? contract.safeParse(body.data).success
      : status !== 400 || codes.has(body?.error?.details?.code) || body?.error?.name === 'SyntaxError';
  const leaks =
    /node_modules|\.[jt]s:\d|SQLITE|insert into|select `|select "|ER_[A-Z]+|violates|gatehouse_users/.test(
      said,
    );
  if (!isKnown || !isTold || (leaks && status >= 400)) {
    throw new Error(`not harmless: ${context}`);
  }
};

it.each(contracts)(
  '%s answers anything with what is declared, or says what is wrong with it',
  async (_, contract) => {
    const { method, path } = contract;
    const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
    const body = verb === 'get' || verb === 'delete' ? fc.constant(undefined) : bodyOf(contract.body);
    const anyQuery = verb === 'get' ? query : fc.oneof({ weight: 9, arbitrary: fc.constant('') }, query);
    const request = fc.record({ id: idInPath, query: anyQuery, body });

    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: AT_A_TIME, maxLength: AT_A_TIME }),
        async (requests) => {
          const answers = await Promise.all(
            requests.map((sent) =>
              gatehouse[verb](`${path.replace(':id', sent.id)}?${sent.query}`, {
                ...(sent.body !== undefined && { body: sent.body }),
              }),
            ),
          );
          await sql('DELETE FROM ??', ['gatehouse_ip_rules']);
          answers.forEach((answer, turn) => assertHarmless(contract.response, answer, requests[turn]));
        },
      ),
      { numRuns: ROUNDS, endOnFailure: true },
    );
  },
);
