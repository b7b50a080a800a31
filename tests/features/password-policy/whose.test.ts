import { mailbox } from '../../support';
import { mailsAt } from '../mail/vocabulary';
import { anEmail, shared, TRIES, type Person } from '../vocabulary';

const { aRole, aUser, aUserAtWork, gatehouse, http, putBack, read, roleId, signIn, superAdmin } = shared;

const { deliver, notify } = mailsAt(shared);

afterEach(putBack);

const FINE = 'Violet-Anchor-41';

describe('Strapi’s page of a super admin', () => {
  let boss: Person;
  let clerk: Person & { token: string };
  beforeAll(async () => {
    boss = await aUser({ roles: ['strapi-super-admin'] });
    const role = await aRole();
    const token = await superAdmin();
    await http.put(`/admin/roles/${role.id}/permissions`, {
      token,
      body: {
        permissions: ['read', 'create', 'update'].map((action) => ({
          action: `admin::users.${action}`,
          subject: null,
          properties: {},
          conditions: [],
        })),
      },
    });
    clerk = await aUserAtWork({ roles: [role.id] });
  });
  afterAll(() => gatehouse.delete(`/users/${boss.id}`));

  const change = ({ adminUserId }: Person, body: object) =>
    http.put(`/admin/users/${adminUserId}`, { token: clerk.token, from: clerk.from, body });

  it.each([
    ['the password', { password: FINE }],
    ['the address that a reset would be sent to', { email: 'mallory@example.test' }],
  ])('keeps whoever is none from changing %s', async (_, body) => {
    expect(await change(boss, body)).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    expect(await signIn(boss)).toBeLetIn();
  });

  it('lets them change others, and super admins each other', async () => {
    const editor = await aUser();

    expect((await change(editor, { password: FINE })).status).toBe(200);
    const body = { password: FINE };
    expect(
      (await http.put(`/admin/users/${boss.adminUserId}`, { token: await superAdmin(), body })).status,
    ).toBe(200);
    boss.password = FINE;
  });
});

describe('the present password in Strapi’s profile', () => {
  const change = (user: Person & { token: string }, currentPassword: string) =>
    http.put('/admin/users/me', {
      token: user.token,
      from: user.from,
      body: { password: FINE, currentPassword },
    });

  it('can be guessed no more often than at the sign-in', async () => {
    const user = await aUserAtWork();
    for (let turn = 0; turn < TRIES; turn += 1) {
      const { status, body } = await change(user, `Wrong-Guess-${turn}`);
      expect([status, body.error.details]).toEqual([400, { currentPassword: ['Invalid credentials'] }]);
    }

    expect((await change(user, user.password)).status).toBe(400);
    expect((await read(user)).status).toBe('auto-locked');
  });

  it('is guessed no more often by many at once', async () => {
    const user = await aUserAtWork();
    const compared = await shared.counter.comparisonsDuring(() =>
      Promise.all(Array.from({ length: 4 * TRIES }, (_, n) => change(user, `Wrong-Guess-${n}`))),
    );

    expect(compared).toBe(TRIES);
  });

  it('costs no try where it is right, also when the new one is refused', async () => {
    const user = await aUserAtWork();
    await change(user, 'Wrong-Guess-1');
    await http.put('/admin/users/me', {
      token: user.token,
      from: user.from,
      body: { password: 'Short-One-1', currentPassword: user.password },
    });

    expect((await read(user)).failedTries).toBe(1);
    expect((await change(user, user.password)).status).toBe(200);
    expect((await signIn({ ...user, password: FINE })).status).toBe(200);
  });
});

describe('Strapi’s pages of users', () => {
  it('give nobody a role that holds more than who gives it', async () => {
    const role = await aRole();
    const empty = await aRole();
    const actions = ['read', 'create', 'update'].map((action) => ({
      action: `admin::users.${action}`,
      subject: null,
      properties: {},
      conditions: [],
    }));
    await http.put(`/admin/roles/${role.id}/permissions`, {
      token: await superAdmin(),
      body: { permissions: actions },
    });
    const clerk = await aUserAtWork({ roles: [role.id] });
    const by = { token: clerk.token, from: clerk.from };
    const give = (roles: number[]) =>
      http.put(`/admin/users/${clerk.adminUserId}`, { ...by, body: { roles: [role.id, ...roles] } });
    const make = (roles: number[]) =>
      http.post('/admin/users', { ...by, body: { email: anEmail(), firstname: 'Eve', roles } });

    for (const [code, refusal] of [
      ['strapi-super-admin', 'SUPER_ADMIN_ONLY'],
      ['strapi-editor', 'MORE_THAN_YOU_HOLD'],
    ] as const)
      for (const ask of [give, make])
        expect(await ask([await roleId(code)])).toFailWith({ status: 403, code: refusal });

    expect((await read(clerk)).roles.map(({ id }) => id)).toEqual([role.id]);
    expect((await make([empty.id])).status).toBe(201);
    expect((await give([empty.id])).status).toBe(200);
  });
});

describe('the rules of a user', () => {
  it('are told to whoever may set the password, with the words of that user', async () => {
    const user = await aUser({ lastname: 'Lovelace' });
    const { id } = await aRole(['users.set-password']);
    const clerk = await aUserAtWork({ roles: [id] });

    const { body } = await gatehouse.get(`/users/${user.id}/password-rules`, clerk);

    expect(body.data.policy).toMatchObject({ minLength: 12, blocklist: true, history: 5 });
    expect(body.data.ownWords).toEqual(expect.arrayContaining(['lovelace', 'gatehouse']));
  });

  it('hold every name of the project: the one that mails call it, and the one in its package.json', async () => {
    const user = await aUser();
    const callProject = (name?: string) =>
      shared.call(`void strapi.config.set('plugin::gatehouse.projectName', ${JSON.stringify(name)})`);
    await callProject('Lighthouse Weekly');
    try {
      const { body } = await gatehouse.get(`/users/${user.id}/password-rules`);
      expect(body.data.ownWords).toEqual(expect.arrayContaining(['lighthouse', 'weekly', 'gatehouse']));
      for (const password of ['Violet-Lighthouse-41', 'Violet-Gatehouse-41'])
        expect(await gatehouse.post(`/users/${user.id}/set-password`, { body: { password } })).toFailWith({
          status: 400,
          code: 'PASSWORD_POLICY',
          field: 'password',
        });
      await deliver(await notify(user));
      expect((await mailbox.mailsTo(user.email)).map(({ subject }) => subject)).toContainEqual(
        expect.stringContaining('Lighthouse Weekly'),
      );
    } finally {
      await callProject();
    }
  });

  it('hold no words where the policy does not ask', async () => {
    await shared.setPolicy({ password: { ownWords: false } });
    const { body } = await gatehouse.get(`/users/${(await aUser()).id}/password-rules`);

    expect(body.data.ownWords).toEqual([]);
  });

  it('are of nobody who is not there', async () => {
    expect(await gatehouse.get('/users/999999/password-rules')).toFailWith({
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});

it('makes random passwords that fit every policy', async () => {
  const user = await aUser();
  for (const minLength of [8, 64]) {
    await shared.setPolicy({
      password: { minLength, lower: true, upper: true, digit: true, special: true },
    });
    const made = await shared.call<string[]>(
      `Promise.all(Array.from({ length: 20 }, () => strapi.plugin('gatehouse').service('passwordPolicy').generate()))`,
    );
    expect(new Set(made).size).toBe(20);
    for (const password of made) {
      expect(password.length).toBeGreaterThanOrEqual(Math.max(16, minLength));
      expect(password).not.toMatch(/[lIO01]/);
    }
    expect(
      (await gatehouse.post(`/users/${user.id}/set-password`, { body: { password: made[0] } })).status,
    ).toBe(200);
  }
});

it('says so where a policy of Strapi’s own lets no random password pass', async () => {
  const said = await shared.call<string>(`(() => {
    const { service } = strapi;
    const policy = { getPolicy: async () => null, getViolations: () => [{ message: 'is none of ours' }] };
    strapi.service = (name) => (name === 'admin::password-policy' ? policy : service.call(strapi, name));
    return strapi.plugin('gatehouse').service('passwordPolicy').generate()
      .catch(({ details }) => details.code)
      .finally(() => { strapi.service = service; });
  })()`);

  expect(said).toBe('NO_PASSWORD_FITS');
});
