import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { aDatabase } from '../../support/database';
import { aTokenOwner, anAdminTokenOf } from '../../features/doors/admin-tokens';
import { until } from '../../features/doors/mailbox';
import { gatehouseAt, HOUR, startStrapi, succeed, type Server } from '../../features/vocabulary';

/** What newer versions of Strapi do otherwise, put in place before Gatehouse is registered (newer-strapi.cjs). */
const startNewer = (newer: string, config?: object) =>
  startStrapi({
    config,
    env: {
      NODE_OPTIONS: `--require ${path.join(__dirname, 'break-strapi.cjs')}`,
      GATEHOUSE_TEST_BREAK: JSON.stringify({ newer }),
    },
  });

const whileRunning = async (newer: string, run: (server: Server) => Promise<void>, config?: object) => {
  const server = await startNewer(newer, config);
  try {
    await run(server);
  } finally {
    await server.stop();
  }
};

const warningsOf = (server: Server, ...numbers: string[]) =>
  server
    .output()
    .split('\n')
    .filter((line) => numbers.some((number) => line.includes(number)));

const NEW = 'Brand-New-Horse-9';

it.each([
  ['mfa', /second factor of its own \(features\.future\.unstableAdminMfa\)/],
  ['mfa without a route', /second factor of its own/],
  ['another way in', /lets people in by a route that Gatehouse does not guard: POST \/login\/mfa/],
  ['without a column', /admin::user has no resetPasswordTokenExpiresAt/],
])('with %s Strapi does not start, whatever the operator says', async (newer, why) => {
  const said = await startNewer(newer, { compatibility: 'warn' }).then(
    async (server) => {
      await server.stop();
      return 'Strapi started';
    },
    ({ message }: Error) => message,
  );

  expect(said).toMatch(/^Strapi did not start/);
  expect(said).toMatch(why);
});

describe('where Strapi’s own sign-in asks another question', () => {
  const newer = 'another question at the sign-in';
  const saying = 'admin::auth.checkCredentials of this Strapi also calls “assertNotBanned”';

  it('Strapi does not start', async () => {
    await expect(startNewer(newer)).rejects.toThrow(saying);
  });

  it('starts with a warning if the operator says so', () =>
    whileRunning(
      newer,
      async (server) => {
        expect(warningsOf(server, 'GH006')).toEqual([expect.stringContaining(saying)]);
        const at = gatehouseAt(server);
        expect(await at.signIn(await at.aUser())).toBeLetIn();
      },
      { compatibility: 'warn' },
    ));
});

it('what lets nobody in is warned of, each with its number', () =>
  whileRunning('small things', async (server) => {
    const warnings = warningsOf(server, 'GH006', 'GH007', 'GH008', 'GH009');

    expect(warnings).toEqual([
      expect.stringMatching(/GH006.*admin::auth\.forgotPassword of this Strapi also calls “emitSomething”/),
      expect.stringMatching(/GH007.*server\/src\/services\/auth\.js/),
      expect.stringMatching(/GH008.*GET \/peek/),
      expect.stringMatching(/GH009.*password policy of its own/),
    ]);
  }));

it.each([
  ['before Gatehouse', 'a say in permissions', async () => undefined],
  [
    'after Gatehouse',
    'nothing else',
    (server: Server) =>
      server.call(`(() => {
        const service = strapi.service('admin::permission');
        const { findUserPermissions } = service;
        service.findUserPermissions = async (user) =>
          (await findUserPermissions(user)).filter(({ action }) => action !== 'admin::roles.read');
      })()`),
  ],
])('whoever has a say in permissions %s keeps it', (_, newer, meddle) =>
  whileRunning(newer, async (server) => {
    await meddle(server);
    const token = await server.superAdmin();
    const ask = async (path: string) => (await server.http.get(path, { token })).status;

    expect([await ask('/admin/users'), await ask('/admin/roles')]).toEqual([200, 403]);
    expect(warningsOf(server, 'GH006')).toEqual([]);
  }),
);

it('Strapi as it is gives no cause but for the one that leaves admin tokens too much, where there is one', async () => {
  const database = await aDatabase();
  const warningsAtStart = async (run: (server: Server) => Promise<unknown>) => {
    const server = await startStrapi({ database });
    await run(server).finally(() => server.stop());
    expect(warningsOf(server, 'GH005', 'GH006', 'GH007', 'GH008', 'GH009')).toEqual([]);
    return warningsOf(server, 'GH010');
  };

  expect(
    await warningsAtStart(async (server) =>
      anAdminTokenOf(gatehouseAt(server), await aTokenOwner(gatehouseAt(server))),
    ),
  ).toEqual([]);
  expect(await warningsAtStart(async () => undefined)).toEqual([expect.stringContaining('CVE-2026-108114')]);
  await database.drop();
});

it('a sign-in that ends in a step of Strapi’s own lets nobody in, and hands out nothing', () =>
  whileRunning('a step of its own', async (server) => {
    const { email, password } = await gatehouseAt(server).aUser();
    const answer = await server.http.post('/admin/login', { body: { email, password } });

    expect([answer.status, answer.body.error.details]).toEqual([503, { code: 'ACCESS_UNKNOWN' }]);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  }));

it('what Strapi’s own function refuses is refused on its page and on ours, and the link is as it was', () =>
  whileRunning('sso lock', async (server) => {
    const at = gatehouseAt(server);
    const user = await at.aUser();
    const token = await at.aResetTokenOf(user);

    const strapis = await server.http.post('/admin/reset-password', {
      body: { resetPasswordToken: token, password: NEW },
    });
    const ours = await server.http.post('/gatehouse/links/use', { body: { token, password: NEW } });

    expect([strapis.status, strapis.body.error.name]).toEqual([400, 'ApplicationError']);
    expect(ours).toFailWith({ status: 400, code: 'LINK_INVALID' });
    expect(await at.signIn(user)).toBeLetIn();
    succeed(await server.http.post('/gatehouse/links/read', { body: { token } }));
    const [row] = await server.sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', user.adminUserId]);
    expect(row).toMatchObject({ reset_password_token: null, registration_token: null });
  }));

it('Strapi’s own password policy is asked beside ours, wherever a password is set or made', () =>
  whileRunning('policy', async (server) => {
    const at = gatehouseAt(server);
    const user = await at.aUser({ password: 'Ämber-Anchor-42' });
    const useLink = async (password: string) =>
      server.http.post('/gatehouse/links/use', { body: { token: await at.aResetTokenOf(user), password } });
    const set = (password: string) =>
      at.gatehouse.post(`/users/${user.id}/set-password`, { body: { password } });

    for (const refused of [await useLink(NEW), await set(NEW)]) {
      expect(refused).toFailWith({ status: 400, code: 'PASSWORD_POLICY' });
      expect(refused.body.error.details.errors).toEqual([
        { path: ['password'], message: 'must hold Ä', code: 'STRAPI_POLICY' },
      ]);
    }
    succeed(await useLink('Äther-Anchor-42'));
    succeed(await set('Ähren-Anchor-42'));
  }));

it('what is handed on besides arrives', () =>
  whileRunning('ceiling', async (server) => {
    const at = gatehouseAt(server);
    const more = { ceilingUser: 1 };
    const arrivedAt = (name: string) => server.call(`globalThis.arrived[${JSON.stringify(name)}]`);
    // Newer controllers do not wait for it, and catch what it throws.
    const forgot = "strapi.service('admin::auth').forgotPassword({ email: 'nobody@example.test' })";
    expect(await server.call(`${forgot} instanceof Promise`)).toBe(true);
    const { adminUserId, email } = await at.aUser();
    const called = (expression: string) =>
      server.call(`strapi.service('admin::user').${expression}.then(() => null)`);

    await called(`create({ email: 'new@example.test', firstname: 'N', roles: [] }, ${JSON.stringify(more)})`);
    expect(await arrivedAt('create')).toEqual([more]);
    await called(`updateById(${adminUserId}, { firstname: 'M' }, ${JSON.stringify(more)})`);
    expect(await arrivedAt('updateById')).toEqual([more]);
    await called(`resetPasswordByEmail('${email}', '${NEW}', ${JSON.stringify(more)})`);
    expect(await arrivedAt('resetPasswordByEmail')).toEqual([more]);
    const resetPasswordToken = await at.aResetTokenOf(await at.aUser());
    await server.call(
      `strapi.service('admin::auth').resetPassword({ resetPasswordToken: '${resetPasswordToken}', password: '${NEW}' },
        ${JSON.stringify(more)}).then(() => null)`,
    );
    expect(await arrivedAt('resetPassword')).toEqual([more]);
  }));

describe('the audit log of Strapi 5.56', () => {
  type Told = { name: string; payload: Record<string, unknown>; isWithin: boolean };
  let server: Server;
  let at: ReturnType<typeof gatehouseAt>;
  beforeAll(async () => {
    server = await startNewer('5.56');
    at = gatehouseAt(server);
  });
  afterAll(() => server?.stop());

  /** What is told while `run` runs. */
  const toldBy = async (run: () => Promise<unknown>): Promise<Told[]> => {
    await server.call('(globalThis.told.length = 0, null)');
    await run();
    const told: Told[] = await server.call('globalThis.told');
    return told.filter(({ name }) => name.startsWith('admin-user.'));
  };
  const namesOf = (told: readonly Told[]) => told.map(({ name }) => name);

  it('starts without a word about what is replaced', () => {
    expect(warningsOf(server, 'GH006')).toEqual([]);
  });

  it.each(['/admin/reset-password', '/gatehouse/links/use'])(
    'is told of a reset by %s, once',
    async (url) => {
      const user = await at.aUser();
      const token = await at.aResetTokenOf(user);
      const told = await toldBy(async () =>
        succeed(
          await server.http.post(url, {
            body: { [url.startsWith('/admin') ? 'resetPasswordToken' : 'token']: token, password: NEW },
          }),
        ),
      );

      expect(namesOf(told)).toEqual(['admin-user.password.update', 'admin-user.password-reset.confirm']);
      expect(told[1]?.payload).toEqual({ userId: user.adminUserId, email: user.email });
      expect(await at.signIn({ ...user, password: NEW })).toBeLetIn();
    },
  );

  it('is told of an invitation that is accepted', async () => {
    const { body } = succeed(
      await server.http.post('/admin/users', {
        token: await at.superAdmin(),
        body: {
          firstname: 'In',
          lastname: 'Vited',
          email: 'in@example.test',
          roles: [await at.roleId('strapi-editor')],
        },
      }),
      201,
    );
    const { registrationToken } = body.data;
    const userInfo = { firstname: 'In', lastname: 'Vited', password: NEW };
    const told = await toldBy(async () =>
      succeed(await server.http.post('/admin/register', { body: { registrationToken, userInfo } })),
    );

    expect(namesOf(told)).toEqual([
      'admin-user.update',
      'admin-user.password.update',
      'admin-user.invite.accept',
    ]);
  });

  /** A token of Strapi's own, past the directory. */
  const aTokenIn = async (column: string, { adminUserId }: { adminUserId: number }) => {
    const token = randomBytes(20).toString('hex');
    await server.call(
      `strapi.db.connection('admin_users').where({ id: ${adminUserId} })
        .update({ ${column}: '${token}', reset_password_token_expires_at: new Date(Date.now() + ${HOUR}) })
        .then(() => null)`,
    );
    return token;
  };
  const strapis = (name: string, given: object) =>
    server.call(
      `strapi.db.transaction(() => globalThis.strapis.${name}(${JSON.stringify(given)})).then(() => null)`,
    );
  const owner = async () => {
    const user = await at.aUser();
    return { user, link: await at.aResetTokenOf(user) };
  };

  it('is told of a reset what Strapi’s own tells', async () => {
    const [theirs, ours] = [await owner(), await owner()];
    const token = await aTokenIn('reset_password_token', theirs.user);

    const told = [
      await toldBy(() => strapis('resetPassword', { resetPasswordToken: token, password: NEW })),
      await toldBy(() =>
        server.http.post('/admin/reset-password', { body: { resetPasswordToken: ours.link, password: NEW } }),
      ),
    ];

    expect(namesOf(told[1] ?? [])).toEqual(namesOf(told[0] ?? []));
    expect(told[1]?.map(({ payload }) => payload)).toEqual(
      told[0]?.map(({ payload }) => ({
        ...payload,
        userId: ours.user.adminUserId,
        email: ours.user.email,
      })),
    );
  });

  it('is told of a forgotten password what Strapi’s own tells, though the link is ours', async () => {
    const [theirs, ours] = [await at.aUser(), await at.aUser()];

    const told = [
      await toldBy(() => strapis('forgotPassword', { email: theirs.email })),
      await toldBy(async () => {
        succeed(await server.http.post('/admin/forgot-password', { body: { email: ours.email } }), 204);
        await until(async () => ((await server.call('globalThis.told.length')) ? true : undefined), 'event');
      }),
    ];

    expect(namesOf(told[1] ?? [])).toEqual(namesOf(told[0] ?? []));
    expect(Object.keys(told[1]?.[0]?.payload ?? {})).toEqual(Object.keys(told[0]?.[0]?.payload ?? {}));
    expect(JSON.stringify(told[1])).not.toMatch(/[0-9a-f]{40}/);
  });

  it('is told of a link to reset the password with', async () => {
    const user = await at.aUser();
    const [told] = await toldBy(() => at.gatehouse.post(`/users/${user.id}/send-reset-email`, { body: {} }));

    expect(told).toMatchObject({
      name: 'admin-user.password-reset.create',
      payload: { userId: user.adminUserId, email: user.email, expiresAt: expect.any(String) },
      isWithin: false,
    });
  });

  it('is told of passwords that are set, and of many users changed and deleted at once', async () => {
    const users = [await at.aUser(), await at.aUser()];
    const ids = users.map(({ id }) => id);
    const bulk = (action: string) => async () =>
      succeed(await at.gatehouse.post('/users/bulk', { body: { action, ids } }));

    expect(
      await toldBy(async () =>
        succeed(await at.gatehouse.post(`/users/${ids[0]}/set-password`, { body: { password: NEW } })),
      ),
    ).toMatchObject([
      { name: 'admin-user.password.update', payload: { email: users[0]?.email }, isWithin: false },
    ]);
    expect(await toldBy(bulk('disable'))).toMatchObject(
      users.map(({ email }) => ({ name: 'admin-user.update', payload: { email, names: ['isActive'] } })),
    );
    expect(namesOf(await toldBy(bulk('delete')))).toEqual(users.map(() => 'admin-user.delete'));
  });
});
