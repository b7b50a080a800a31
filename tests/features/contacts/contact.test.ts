import type { Contact } from '../../../shared/contracts/contact';
import { shared, succeed, type Person } from '../vocabulary';

const { act, aRole, aUser, aUserAtWork, gatehouse, http, putBack, read, roleId, sql, superAdmin } = shared;

afterAll(putBack);

const NOTHING: Contact = {
  street: null,
  postalCode: null,
  city: null,
  region: null,
  country: null,
  phones: [],
  emails: [],
  updatedAt: null,
};
const ADDRESS = { street: '1 Dorset Street', postalCode: 'W1U 4EG', city: 'London', country: 'GB' };
const PHONES = [
  { kind: 'work', number: '+442079460958' },
  { kind: 'home', number: '+442079460959' },
];

let user: Person;
beforeEach(async () => {
  user = await aUser();
});

const contactOf = async ({ id }: { id: number }): Promise<Contact> =>
  succeed(await gatehouse.get(`/users/${id}/contact`)).body.data;
const write = ({ id }: { id: number }, body: object, ask = {}) =>
  gatehouse.put(`/users/${id}/contact`, { body, ...ask });
const logOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data as { action: string; changes: object }[];

it('is empty at first, and then what was written', async () => {
  expect(await contactOf(user)).toEqual(NOTHING);

  const body = { ...ADDRESS, phones: PHONES, emails: ['ada@home.example'] };
  const saved = succeed(await write(user, body)).body.data;

  expect(saved).toEqual({ ...NOTHING, ...body, updatedAt: expect.any(String) });
  expect(await contactOf(user)).toEqual(saved);
});

it('changes what is given and nothing else, and takes an empty text for none', async () => {
  succeed(await write(user, { ...ADDRESS, phones: PHONES }));
  succeed(await write(user, { city: 'Leeds', street: '', phones: [] }));

  expect(await contactOf(user)).toMatchObject({ ...ADDRESS, city: 'Leeds', street: null, phones: [] });
});

it('keeps numbers with their country code as any phone dials them, and others as they were typed', async () => {
  const phones = [
    { kind: 'work', number: '+44 (20) 7946-0958' },
    { kind: 'home', number: '020 7946 0959' },
  ];

  expect(succeed(await write(user, { phones })).body.data.phones).toEqual([PHONES[0], phones[1]]);
});

it('refuses a number there cannot be, and takes again what was there before', async () => {
  const [old, wrong] = [
    { kind: 'home', number: '+44 1' },
    { kind: 'work', number: '+999 123456789' },
  ];
  succeed(await write(user, { phones: PHONES }));
  await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
    'gatehouse_contacts',
    'phones',
    JSON.stringify([old]),
    'user_id',
    user.id,
  ]);

  const refused = await write(user, { city: 'Leeds', phones: [old, wrong] });

  expect(refused).toMatchObject({ status: 400, body: { error: { details: { code: 'INVALID_PHONE' } } } });
  expect(refused.body.error.details.errors[0].path).toEqual(['phones', 1, 'number']);
  expect(await contactOf(user)).toMatchObject({ city: null, phones: [old] });
  const phones = [PHONES[0], { ...old, kind: 'other' }];
  expect(succeed(await write(user, { phones })).body.data.phones).toEqual(phones);
});

it('leaves the user as modified as before: the list and the details know nothing of it', async () => {
  const before = await read(user);
  succeed(await write(user, ADDRESS));

  expect(await read(user)).toEqual(before);
});

it('stands in the log with what changed; a save that changes nothing does not', async () => {
  succeed(await write(user, ADDRESS));
  succeed(await write(user, { city: 'Leeds' }));
  succeed(await write(user, { city: 'Leeds' }));

  const changes = (await logOf(user)).filter(({ action }) => action === 'contact-changed');
  expect(changes).toHaveLength(2);
  expect(changes[0]?.changes).toEqual({ city: { before: 'London', after: 'Leeds' } });
});

describe('somebody who saves over what somebody else saved meanwhile', () => {
  it('is refused, be it the first that was written', async () => {
    succeed(await write(user, ADDRESS));

    const answer = await write(user, { city: 'Leeds', ifUpdatedAt: null });

    expect(answer).toMatchObject({
      status: 409,
      body: { error: { details: { code: 'CHANGED_MEANWHILE' } } },
    });
    expect(await contactOf(user)).toMatchObject({ city: 'London' });
  });

  it('saves who has read the newest', async () => {
    succeed(await write(user, { city: 'London', ifUpdatedAt: null }));
    const { updatedAt } = await contactOf(user);

    succeed(await write(user, { city: 'Leeds', ifUpdatedAt: updatedAt }));
  });

  it('is one alone of many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) => write(user, { city: `City ${turn}`, ifUpdatedAt: null })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const rows = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
      'city',
      'gatehouse_contacts',
      'user_id',
      user.id,
    ]);
    expect(rows).toHaveLength(1);
  });
});

it('is seen by who may see users and changed by who may edit them; of a super admin by super admins alone', async () => {
  const viewer = await aUserAtWork({ roles: [(await aRole(['users.read'])).id] });
  const clerk = await aUserAtWork({ roles: [(await aRole(['users.read', 'users.update'])).id] });
  const chief = await aUser({ roles: [await roleId('strapi-super-admin')] });
  succeed(await write(user, ADDRESS));

  const { body } = succeed(await gatehouse.get(`/users/${user.id}/contact`, viewer));
  expect(body.data).toMatchObject(ADDRESS);
  expect((await write(user, { city: 'Leeds' }, viewer)).status).toBe(403);
  succeed(await write(user, { city: 'Leeds' }, clerk));

  expect(await write(chief, { city: 'Leeds' }, clerk)).toMatchObject({
    status: 403,
    body: { error: { details: { code: 'SUPER_ADMIN_ONLY' } } },
  });
  expect(await contactOf(chief)).toEqual(NOTHING);
});

it.each([
  ['a country there is not', { country: 'XX' }, 'country'],
  ['a number that is none', { phones: [{ kind: 'work', number: 'call me' }] }, 'phones.0.number'],
  ['an empty number', { phones: [{ kind: 'work', number: ' ' }] }, 'phones.0.number'],
  ['a kind there is not', { phones: [{ kind: 'pager', number: '123' }] }, 'phones.0.kind'],
  ['more than can be told apart', { phones: Array(11).fill(PHONES[0]) }, 'phones'],
  ['what is no e-mail address', { emails: ['ada@home.example', 'ada'] }, 'emails.1'],
  ['an address twice', { emails: ['ada@home.example', 'ADA@home.example'] }, 'emails'],
  ['an endless street', { street: 'x'.repeat(256) }, 'street'],
  ['control characters', { city: 'Lon\u0000don' }, 'city'],
  ['what there is not', { planet: 'Earth' }, 'planet'],
])('refuses %s', async (_, body, field) => {
  const answer = await write(user, body);

  expect(answer).toMatchObject({ status: 400, body: { error: { details: { code: 'VALIDATION' } } } });
  expect(answer.body.error.details.errors[0].path.join('.')).toBe(field);
  expect(await contactOf(user)).toEqual(NOTHING);
});

it('is not there where the user is not', async () => {
  expect((await gatehouse.get('/users/2147483647/contact')).status).toBe(404);
  expect((await write({ id: 2147483647 }, ADDRESS)).status).toBe(404);
});

it('goes with the user, whoever deletes them', async () => {
  const other = await aUser();
  for (const each of [user, other]) succeed(await write(each, ADDRESS));

  await act(user, 'disable');
  succeed(await gatehouse.delete(`/users/${user.id}`));
  succeed(await http.delete(`/admin/users/${other.adminUserId}`, { token: await superAdmin() }));

  for (const { id } of [user, other])
    expect(await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'gatehouse_contacts', 'user_id', id])).toEqual(
      [],
    );
});
