import fc from '../../support/fast-check';
import { aDatabase, startStrapi, type Server } from '../../support';
import { shared, succeed, type Person } from '../vocabulary';
import { anEditorWith, articles } from './admin-tokens';

const { call, http, putBack, signIn, sql, superAdmin } = shared;

afterEach(putBack);

const SEVERAL_STARTS = 240_000;

describe('beside Strapi without Gatehouse, on one database', () => {
  const ROLES = 6;

  const action = fc.constantFrom(
    'plugin::content-manager.explorer.read',
    'plugin::content-manager.explorer.update',
    'plugin::upload.read',
    'admin::users.read',
    'plugin::no.longer.there',
  );
  const json = (value: fc.Arbitrary<unknown>) => value.map((it) => JSON.stringify(it));
  const permission = fc.record({
    role: fc.nat(ROLES - 1),
    action,
    subject: fc.constantFrom(null, 'api::article.article', 'api::gone.gone'),
    action_parameters: json(fc.constantFrom({}, { status: 'draft' }, null)),
    properties: fc.oneof(
      {
        weight: 60,
        arbitrary: json(
          fc.constantFrom(
            {},
            { fields: ['title'] },
            { fields: [] },
            { fields: null, locales: ['en'] },
            { locales: null },
          ),
        ),
      },
      // As early versions of Strapi 5 have written it, and as a script might leave it.
      { weight: 4, arbitrary: fc.constant(JSON.stringify(JSON.stringify({ fields: ['body'] }))) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    conditions: json(
      fc.constantFrom([], [], [], ['admin::is-creator'], ['admin::has-same-role-as-creator'], ['gone']),
    ),
  });
  const project = fc.record({
    permissions: fc.array(permission, { minLength: 60, maxLength: 60 }),
    users: fc.array(fc.uniqueArray(fc.nat(ROLES - 1), { maxLength: 3 }), { minLength: 12, maxLength: 12 }),
  });

  /** Writes past every service, so that each has to find what is there. */
  const write = (server: Server, made: unknown) =>
    server.call<number[]>(`(async ({ permissions, users }) => {
      const now = new Date();
      const add = async (table, row) => {
        const [first] = await strapi.db.connection(table).insert(row, 'id');
        return typeof first === 'object' ? first.id : first;
      };
      const row = () => ({ document_id: crypto.randomUUID().slice(0, 24), created_at: now, updated_at: now });
      const roles = [];
      for (let n = 0; n < ${ROLES}; n += 1)
        roles.push(await add('admin_roles', { ...row(), name: 'Equal ' + n, code: 'equal-' + n, description: '' }));
      for (const { role, ...values } of permissions) {
        const id = await add('admin_permissions', { ...row(), ...values });
        await add('admin_permissions_role_lnk', { permission_id: id, role_id: roles[role], permission_ord: id });
      }
      const ids = [];
      for (const held of users) {
        const id = await add('admin_users', { ...row(), email: 'equal.' + ids.length + '@example.test', is_active: true });
        for (const [at, role] of held.entries())
          await add('admin_users_roles_lnk', { user_id: id, role_id: roles[role], role_ord: at, user_ord: id });
        ids.push(id);
      }
      return ids;
    })(${JSON.stringify(made)})`);

  /** What each user may do, asked twice: as permissions, and as the rules of the ability. */
  const answers = (server: Server, ids: readonly number[]) =>
    server.call<object[]>(`(async (ids) => {
      const { findUserPermissions, engine } = strapi.service('admin::permission');
      const answers = [];
      for (const turn of [1, 2])
        for (const id of ids) {
          const user = await strapi.db.query('admin::user').findOne({ where: { id }, populate: ['roles'] });
          const permissions = await findUserPermissions(user);
          const rulesOf = async (make) => {
            try {
              return (await make()).rules.map((rule) => JSON.stringify(rule)).toSorted();
            } catch (error) {
              return error.message;
            }
          };
          answers.push({
            id,
            turn,
            permissions: permissions.toSorted((one, other) => one.id - other.id),
            rules: await rulesOf(() => engine.generateUserAbility(user)),
            ofToken: await rulesOf(() => engine.generateTokenAbility(permissions, user)),
          });
        }
      return answers;
    })(${JSON.stringify(ids)})`);

  it(
    'whatever roles and permissions there are, the same users may do the same',
    async () => {
      const database = await aDatabase();
      // First, as a start takes away whatever permissions it does not know.
      const stock = await startStrapi({ database, env: { GATEHOUSE: 'false' } });
      const ours = await startStrapi({ database });
      try {
        const [made] = fc.sample(project, 1);
        const ids = await write(ours, made);
        expect(await answers(ours, ids)).toEqual(await answers(stock, ids));
      } finally {
        await ours.stop();
        await stock.stop();
        await database.drop();
      }
    },
    SEVERAL_STARTS,
  );

  it(
    'a session of one is a session of the other',
    async () => {
      const database = await aDatabase();
      const env = { GATEHOUSE: 'false' };
      const me = async (server: Server, token: string) =>
        (await server.http.get('/admin/users/me', { token })).status;
      const stock = await startStrapi({ database, env });
      const stocks = await stock.superAdmin();
      await stock.stop();
      const ours = await startStrapi({ database });
      const token = await ours.superAdmin();
      expect(await me(ours, stocks)).toBe(200);
      expect(await me(ours, `${token.slice(0, -3)}AAA`)).toBe(401);
      await ours.stop();
      const again = await startStrapi({ database, env });
      expect(await me(again, token)).toBe(200);
      await again.stop();
      await database.drop();
    },
    SEVERAL_STARTS,
  );
});

describe('what was made for one request', () => {
  const ARTICLES = '/content-manager/collection-types/api::article.article';
  const list = (token: string | undefined, { from }: Person) => http.get(ARTICLES, { token, from });
  const at = async (person: Person) => {
    const { token } = await signIn(person);
    return { ...person, token, lists: () => list(token, person) };
  };

  const seenBy = async ({ lists }: Awaited<ReturnType<typeof at>>) =>
    succeed(await lists()).body.results.map((article: { title: string }) => article.title);

  /** Who has the same role. */
  const aColleagueOf = async ({ adminUserId, password }: Person) => {
    const held = await sql('SELECT * FROM ?? WHERE ?? = ?', [
      'admin_users_roles_lnk',
      'user_id',
      adminUserId,
    ]);
    return shared.aUser({ roles: [Number(held[0]?.role_id)], password });
  };

  it('holds for nobody else where a condition asks who it is', async () => {
    const one = await anEditorWith(shared, [
      articles('create'),
      articles('read', { conditions: ['admin::is-creator'] }),
    ]);
    const author = await at(one);
    const other = await at(await aColleagueOf(one));
    const title = `Of ${one.email}`;
    succeed(await http.post(ARTICLES, { token: author.token, from: one.from, body: { title } }), 201);

    for (let turn = 0; turn < 2; turn += 1) {
      expect(await seenBy(author)).toEqual([title]);
      expect(await seenBy(other)).toEqual([]);
    }
  });

  it('is made again for each where another plugin has a say', async () => {
    const token = await superAdmin();
    succeed(await http.post(ARTICLES, { token, body: { title: 'For all' } }), 201);
    const one = await at(await anEditorWith(shared, [articles('read')]));
    const other = await at(await aColleagueOf(one));
    expect(await seenBy(one)).toContain('For all');
    const hook = `strapi.service('admin::permission').engine.hooks['before-register.permission']`;
    await call(`(() => {
      globalThis.spell = ({ id, permission, condition }) => {
        if (permission.subject && id === ${one.adminUserId}) condition.and({ id: { $in: [] } });
      };
      ${hook}.register(globalThis.spell);
    })()`);
    try {
      // In this order, so that what was made for the other would be at hand.
      expect([await seenBy(other), await seenBy(one)]).toEqual([expect.arrayContaining(['For all']), []]);
    } finally {
      await call(`(() => { ${hook}.delete(globalThis.spell); })()`);
    }
  });

  it('is void once a script has written another permission, whatever date it leaves', async () => {
    const editor = await at(await anEditorWith(shared, [articles('read')]));
    expect([(await editor.lists()).status, (await editor.lists()).status]).toEqual([200, 200]);
    const [link] = await sql(
      `SELECT p.id FROM admin_permissions p
         JOIN admin_permissions_role_lnk l ON l.permission_id = p.id
         JOIN admin_users_roles_lnk u ON u.role_id = l.role_id
         WHERE u.user_id = ? AND p.action = ?`,
      [editor.adminUserId, 'plugin::content-manager.explorer.read'],
    );
    const write = (subject: string) =>
      sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
        'admin_permissions',
        'subject',
        subject,
        'id',
        Number(link?.id),
      ]);

    await write('api::gone.gone');
    expect((await editor.lists()).status).toBe(403);
    await write('api::article.article');
    expect((await editor.lists()).status).toBe(200);
  });
});
