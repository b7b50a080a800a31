import { aPassword, anEmail, MINUTE, shared, succeed } from '../vocabulary';
import {
  actionsOf,
  aSuperAdmin,
  ask,
  type AtWork,
  expectProofAsked,
  logOf,
  type Person,
  refused,
  whoMay,
} from './vocabulary';

const {
  aUser,
  aUserAtWork,
  act,
  call,
  change,
  clock,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  signIn,
  sql,
} = shared;

afterEach(putBack);

const isThere = async ({ adminUserId }: { adminUserId: number }) =>
  (await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'admin_users', 'id', adminUserId])).length === 1;
const page = ({ adminUserId }: { adminUserId: number }) => `/admin/users/${adminUserId}`;

/** By each of Strapi's two routes. */
const DELETING = {
  'one by one': (person: AtWork, user: Person) => ask(person, 'delete', page(user)),
  'many at once': (person: AtWork, user: Person) =>
    ask(person, 'post', '/admin/users/batch-delete', { ids: [user.adminUserId] }),
};

describe.each(Object.entries(DELETING))('deleting %s', (_, remove) => {
  it('spares super admins from who is none', async () => {
    const person = await whoMay('admin::users.delete');
    const superAdmin = await aUser({ roles: ['strapi-super-admin'] });

    expect(await remove(person, superAdmin)).toMatchObject(refused(403, 'SUPER_ADMIN_ONLY'));

    expect(await isThere(superAdmin)).toBe(true);
  });

  it("is nobody's own way out", async () => {
    const person = await aSuperAdmin();

    expect(await remove(person, person)).toMatchObject(refused(400, 'OWN_USER'));

    expect(await isThere(person)).toBe(true);
  });

  it('stands in the log', async () => {
    const person = await whoMay('admin::users.delete');
    const user = await aUser();

    succeed(await remove(person, user));

    expect(await isThere(user)).toBe(false);
    expect(
      await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['actor_id', 'gatehouse_notes', 'user_id', user.id]),
    ).toContainEqual({ actor_id: person.adminUserId });
  });

  it('asks for a proof where power goes with the user', async () => {
    const person = await aSuperAdmin();
    const superAdmin = await aUser({ roles: ['strapi-super-admin'] });

    await expectProofAsked(person, () => remove(person, superAdmin));
  });
});

it('deletes an editor with an old proof, and two of them with a fresh one alone', async () => {
  const person = await whoMay('admin::users.delete');
  const [first, second, third] = [await aUser(), await aUser(), await aUser()];
  const ids = [second.adminUserId, third.adminUserId];
  await clock.advance(61 * MINUTE);

  succeed(await ask(person, 'delete', page(first)));

  await expectProofAsked(person, () => ask(person, 'post', '/admin/users/batch-delete', { ids }));
});

// MariaDB reads “12abc” as 12.
it.each([
  (id: number) => `${id}abc`,
  (id: number) => `0${id}`,
  (id: number) => `${id}.0`,
  (id: number) => `%20${id}`,
])('finds nobody by what a database could take for an id (%#)', async (spell) => {
  const person = await aSuperAdmin();
  const { adminUserId } = await aUser();

  expect((await ask(person, 'delete', `/admin/users/${spell(adminUserId)}`)).status).toBe(404);
  expect(
    (
      await ask(person, 'post', '/admin/users/batch-delete', {
        ids: [decodeURIComponent(spell(adminUserId))],
      })
    ).status,
  ).toBe(400);

  expect(await isThere({ adminUserId })).toBe(true);
});

describe('of the super admins one remains who can come in', () => {
  /** Written as code, as each database keeps dates in its own way. */
  const setOfOthers = (ids: readonly number[], values: string) =>
    call(
      `strapi.db.connection('gatehouse_users').where('role_names', 'Super Admin').whereNotIn('id', [${ids.join()}])
         .update(${values}).then(() => null)`,
    );
  /** Runs while every other super admin is kept out. */
  const whileOthers = async (values: string, ids: readonly number[], run: () => Promise<void>) => {
    // While the first of them can still be asked.
    await roleId('strapi-editor');
    try {
      await setOfOthers(ids, values);
      await run();
    } finally {
      await setOfOthers(ids, `{ lock: 'none', lifecycle: 'active', valid_to: null }`);
    }
  };
  const PAST = `{ valid_to: new Date(Date.now() - 1000) }`;
  const KEPT_OUT = {
    locked: `{ lock: 'admin' }`,
    suspended: `{ lifecycle: 'suspended' }`,
    'past their last day': PAST,
  };
  const LEAVING = {
    'is deleted': (person: AtWork) => ask(person, 'delete', page(person)),
    'is deleted with others': (person: AtWork) =>
      ask(person, 'post', '/admin/users/batch-delete', { ids: [person.adminUserId] }),
    'is switched off': (person: AtWork) => ask(person, 'put', page(person), { isActive: false }),
    'loses the role': async (person: AtWork) =>
      ask(person, 'put', page(person), { roles: [await roleId('strapi-editor')] }),
  };
  const ways = Object.entries(KEPT_OUT).flatMap(([how, values]) =>
    Object.entries(LEAVING).map(([what, leave]) => [what, how, values, leave] as const),
  );

  it.each(ways)('where one %s and all others are %s', async (_what, _how, values, leave) => {
    const person = await aSuperAdmin();

    await whileOthers(values, [person.id], async () => {
      expect((await leave(person)).status).toBe(400);

      expect(await read(person)).toMatchObject({ status: 'active', roles: [{ name: 'Super Admin' }] });
    });
  });

  it('where two delete each other at the same moment', async () => {
    const [one, other] = [await aSuperAdmin(), await aSuperAdmin()];

    await whileOthers(PAST, [one.id, other.id], async () => {
      const answers = await Promise.all([ask(one, 'delete', page(other)), ask(other, 'delete', page(one))]);

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect([await isThere(one), await isThere(other)].filter(Boolean)).toHaveLength(1);
    });
  });
});

describe('changing somebody', () => {
  it('spares super admins from who is none', async () => {
    const person = await whoMay('admin::users.update');
    const superAdmin = await aUser({ roles: ['strapi-super-admin'] });

    for (const body of [{ firstname: 'Eve' }, { isActive: false }, { password: 'Another-Horse-8' }])
      expect((await ask(person, 'put', page(superAdmin), body)).status).toBe(403);

    expect(await read(superAdmin)).toMatchObject({ firstname: 'Ada', status: 'active' });
  });

  it('asks for a proof for an address, and for none for a name', async () => {
    const person = await whoMay('admin::users.update');
    const user = await aUser();
    const email = anEmail();
    await clock.advance(61 * MINUTE);

    // As Strapi's page sends it: with all that stays.
    succeed(await ask(person, 'put', page(user), { firstname: 'Grace', email: user.email }));

    await expectProofAsked(person, () => ask(person, 'put', page(user), { email }));
    expect(await read(user)).toMatchObject({ firstname: 'Grace', email });
  });

  it('asks for one for a role that manages users, and for none for another', async () => {
    const person = await aSuperAdmin();
    const user = await aUser();
    await clock.advance(61 * MINUTE);
    const give = (roles: number[]) => ask(person, 'put', page(user), { roles });

    succeed(await give([await roleId('strapi-author')]));

    const admin = await roleId('strapi-super-admin');
    await expectProofAsked(person, () => give([admin]));
  });

  it('ends the sessions of who gets a password, and writes it down', async () => {
    const person = await whoMay('admin::users.update');
    const user = await aUserAtWork();

    succeed(await ask(person, 'put', page(user), { password: 'Another-Horse-8' }));

    expect((await ask(user, 'get', '/admin/users/me')).status).toBe(401);
    expect((await http.post('/admin/access-token', { browser: user.browser, from: user.from })).status).toBe(
      401,
    );
    expect(await signIn({ ...user, password: 'Another-Horse-8' })).toBeLetIn();
    const [latest] = (await logOf(user)).filter(({ action }) => action === 'password-set');
    expect(latest).toMatchObject({ actor: { id: person.adminUserId } });
  });

  it('ends them by a command as well', async () => {
    const user = await aUserAtWork();

    await call(
      `strapi.service('admin::user').resetPasswordByEmail('${user.email}', 'Another-Horse-8').then(() => null)`,
    );

    expect((await ask(user, 'get', '/admin/users/me')).status).toBe(401);
  });

  it('leaves what is refused as it was, and says nothing of it in the log', async () => {
    const person = await aSuperAdmin();
    const user = await aUser();
    const before = await actionsOf(user);

    expect((await ask(person, 'put', page(user), { password: 'short' })).status).toBe(400);
    expect((await ask(person, 'put', page(user), { roles: [999_999], firstname: 'Eve' })).status).toBe(400);

    expect(await read(user)).toMatchObject({ firstname: 'Ada' });
    expect(await actionsOf(user)).toEqual(before);
  });
});

it('making a user asks for a proof where the roles manage users, and stands in the log', async () => {
  const person = await aSuperAdmin();
  const make = async (role: string) =>
    ask(person, 'post', '/admin/users', {
      email: anEmail(),
      firstname: 'Ada',
      lastname: 'Byron',
      roles: [await roleId(role)],
    });
  await clock.advance(61 * MINUTE);

  const { body } = succeed(await make('strapi-editor'), 201);
  await expectProofAsked(person, () => make('strapi-super-admin'), 201);

  const user = await shared.entryOf(body.data.email);
  expect(await logOf(user)).toMatchObject([{ action: 'created', actor: { id: person.adminUserId } }]);
});

describe("one's own profile", () => {
  const profile = (person: AtWork, body: object) => ask(person, 'put', '/admin/users/me', body);

  it.each([{ email: 'mine@example.test' }, { username: 'Mine.At.Last' }])(
    'does not take %j',
    async (body) => {
      const person = await aUserAtWork();
      const before = await read(person);

      expect(await profile(person, { ...body, firstname: 'Eve' })).toMatchObject(
        refused(403, 'NOT_PERMITTED'),
      );

      expect(await read(person)).toEqual(before);
    },
  );

  it('takes names, and what stays as it is', async () => {
    const person = await aUserAtWork();
    await clock.advance(61 * MINUTE);

    succeed(await profile(person, { firstname: 'Grace', email: person.email.toUpperCase(), username: null }));

    expect(await read(person)).toMatchObject({ firstname: 'Grace', email: person.email });
  });

  it('takes an address of who manages users, with a fresh proof', async () => {
    const person = await whoMay('admin::users.update');
    const email = anEmail();

    await expectProofAsked(person, () => profile(person, { email }));

    expect(await read(person)).toMatchObject({ email });
  });
});

describe("one's own sessions", () => {
  const sessions = async (person: AtWork) =>
    succeed(await ask(person, 'get', '/admin/users/me/sessions')).body.data as { id: string }[];

  it('end with a fresh proof alone, but for the one that asks', async () => {
    const person = await aUserAtWork({ password: aPassword });
    succeed(await signIn(person));
    const all = await sessions(person);
    expect(all).toHaveLength(2);

    await expectProofAsked(person, () => ask(person, 'delete', '/admin/users/me/sessions?keepCurrent=true'));

    expect(await sessions(person)).toHaveLength(1);
    expect(await actionsOf(person)).toContain('sessions-ended');
    await clock.advance(61 * MINUTE);
    const [present] = await sessions(person);
    succeed(await ask(person, 'delete', `/admin/users/me/sessions/${present?.id}`));
    expect((await ask(person, 'get', '/admin/users/me')).status).toBe(401);
  });
});

it('what is done with a token of the panel is asked for no proof', async () => {
  const person = await aSuperAdmin();
  const user = await aUser();
  const { body } = succeed(
    await ask(person, 'post', '/admin/admin-tokens', {
      name: `Deletes ${user.id}`,
      lifespan: null,
      adminPermissions: [{ action: 'admin::users.delete', subject: null, properties: {}, conditions: [] }],
    }),
    201,
  );
  await clock.advance(61 * MINUTE);

  succeed(await ask({ token: body.data.accessKey, from: person.from }, 'delete', page(user)));
});

it('somebody whom Gatehouse has shut out stays so, whatever Strapi’s page sends along', async () => {
  const person = await aSuperAdmin();
  const user = await aUser();
  await act(user, 'suspend', { reason: 'on leave' });
  await change(user, { validTo: await fromNow(1000) });

  succeed(await ask(person, 'put', page(user), { firstname: 'Grace', isActive: false }));

  expect(await read(user)).toMatchObject({ status: 'suspended', firstname: 'Grace' });
  expect(succeed(await gatehouse.get(`/users/${user.id}`)).body.data.status).toBe('suspended');
});
