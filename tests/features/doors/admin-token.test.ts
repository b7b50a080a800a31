import type { Reason } from '../../../shared/constants';
import {
  anAddress,
  DAY,
  ELSEWHERE,
  MINUTE,
  OFFICE,
  shared,
  succeed,
  TRIES,
  type Answer,
  type Person,
} from '../vocabulary';
import { anAdminTokenOf, anEditorWith, articles, aTokenOwner } from './admin-tokens';

const {
  act,
  addRule,
  attemptsOf,
  call,
  change,
  clock,
  failAtOnce,
  fromNow,
  gatehouse,
  http,
  putBack,
  sql,
  superAdmin,
  whileBroken,
} = shared;

afterEach(putBack);

type Owner = Person & { key: string };

const anOwner = async (): Promise<Owner> => {
  const owner = await aTokenOwner(shared);
  return { ...owner, key: await anAdminTokenOf(shared, owner) };
};
const ask = ({ key, from }: Owner, path = '/gatehouse/users'): Promise<Answer> =>
  http.get(path, { token: key, from });
const refusals = async (owner: Owner) =>
  (await attemptsOf(owner)).filter(({ method }) => method === 'api-token');

const REFUSED = {
  data: null,
  error: { status: 401, name: 'UnauthorizedError', message: 'Missing or invalid credentials', details: {} },
};

const removeRules = () => sql('DELETE FROM ??', ['gatehouse_ip_rules']);

const shutAndOpened: [
  string,
  Reason,
  (owner: Owner) => Promise<unknown>,
  (owner: Owner) => Promise<unknown>,
][] = [
  ['is suspended', 'suspended', (owner) => act(owner, 'suspend'), (owner) => act(owner, 'enable')],
  [
    'is suspended until a date',
    'suspended',
    async (owner) => act(owner, 'suspend', { until: await fromNow(DAY) }),
    () => clock.advance(DAY + 1_000),
  ],
  ['is disabled', 'disabled', (owner) => act(owner, 'disable'), (owner) => act(owner, 'enable')],
  ['is locked', 'locked-by-admin', (owner) => act(owner, 'lock'), (owner) => act(owner, 'unlock')],
  [
    'comes from an address that is not allowed',
    'address-not-allowed',
    (owner) => addRule({ scope: 'user', user: owner.id, range: OFFICE }),
    removeRules,
  ],
  [
    'has come to the end of their access',
    'expired',
    async (owner) => change(owner, { validTo: await fromNow(-DAY) }),
    (owner) => change(owner, { validTo: null }),
  ],
  [
    'has not come to the first day of their access',
    'not-yet-valid',
    async (owner) => change(owner, { validFrom: await fromNow(DAY) }),
    () => clock.advance(DAY + 1_000),
  ],
];

it.each(shutAndOpened)(
  'stops on the next request when its owner %s, says why in the history, and comes back with them',
  async (_, reason, shut, open) => {
    const [owner, other] = [await anOwner(), await anOwner()];
    expect((await ask(owner)).status).toBe(200);

    await shut(owner);
    const refused = await ask(owner);

    expect([refused.status, refused.body]).toEqual([401, REFUSED]);
    expect(await refusals(owner)).toMatchObject([
      { realm: 'api', outcome: 'failure', reason, ip: owner.from, count: 1, userName: owner.email },
    ]);
    expect((await ask(other)).status).toBe(200);
    await open(owner);
    expect((await ask(owner)).status).toBe(200);
    expect(await refusals(owner)).toHaveLength(1);
    expect(await refusals(other)).toEqual([]);
  },
);

it('lets its owner’s keys in for whom the panel is shut, as strangers lock them by guessing', async () => {
  const locked = await anOwner();
  await failAtOnce(locked, TRIES);

  expect(await shared.read(locked)).toMatchObject({ status: 'auto-locked' });
  expect((await ask(locked)).status).toBe(200);
});

it('is refused of who is API-only, where it is none of their keys, and says so', async () => {
  const owner = await anOwner();
  await change(owner, { type: 'api-only' });

  const refused = await ask(owner);

  expect([refused.status, refused.body]).toEqual([401, REFUSED]);
  expect(await refusals(owner)).toMatchObject([{ reason: 'not-a-key', ip: owner.from, count: 1 }]);
  await change(owner, { type: 'panel' });
  expect((await ask(owner)).status).toBe(200);
});

it('stays out when its owner was switched off in the database behind everybody', async () => {
  const owner = await anOwner();
  await sql('UPDATE ?? SET ?? = ?, ?? = NULL WHERE ?? = ?', [
    'admin_users',
    'is_active',
    false,
    'registration_token',
    'id',
    owner.adminUserId,
  ]);

  expect((await ask(owner)).status).toBe(401);
  expect((await ask(owner)).status).toBe(401);

  expect(await shared.read(owner)).toMatchObject({ status: 'disabled' });
  expect(await refusals(owner)).toMatchObject([{ reason: 'disabled', count: 2 }]);
});

it('is gone with its owner', async () => {
  const owner = await anOwner();

  succeed(await gatehouse.delete(`/users/${owner.id}`));

  expect((await ask(owner)).status).toBe(401);
});

it('never does more than its owner may, however much the token may', async () => {
  const owner = await anOwner();
  expect((await ask(owner)).status).toBe(200);
  const role = await shared.aRole(['roles.read']);

  await change(owner, { roles: [role.id] });

  expect((await ask(owner)).status).toBe(403);
});

describe('whose owner’s role was narrowed', () => {
  const PATH = '/content-manager/collection-types/api::article.article';
  const ALL = [articles('read'), articles('create'), articles('update')];
  const anArticle = (title: string, more: object = {}) =>
    call<{ documentId: string }>(
      `strapi.db.query('api::article.article').create({ data: ${JSON.stringify({ title, body: 'Secret', documentId: anAddress(), ...more })} })`,
    );
  const stored = ({ documentId }: { documentId: string }) =>
    sql('SELECT ??, ?? FROM ?? WHERE ?? = ?', ['title', 'body', 'articles', 'document_id', documentId]);
  const anEditorsToken = async (given = ALL) => {
    const editor = await anEditorWith(shared, ALL);
    return { ...editor, key: await anAdminTokenOf(shared, editor, given) };
  };
  type Editor = Awaited<ReturnType<typeof anEditorsToken>>;
  const results = async (editor: Editor) => {
    const { body } = succeed(await ask(editor, `${PATH}?sort=id:desc`));
    return body.results as { documentId: string; title: string; body?: string }[];
  };

  it('reads no field that was taken away, though it was given without a list of them', async () => {
    const { documentId } = await anArticle('Shown');
    const editor = await anEditorsToken();
    expect((await results(editor))[0]).toMatchObject({ documentId, title: 'Shown', body: 'Secret' });

    await editor.narrow([articles('read', { fields: ['title'] })]);

    const [article] = await results(editor);
    expect(article).toMatchObject({ documentId, title: 'Shown' });
    expect(article).not.toHaveProperty('body');
    const one = succeed(await ask(editor, `${PATH}/${documentId}`)).body.data;
    expect([one.title, one.body]).toEqual(['Shown', undefined]);
    const guessed = await ask(editor, `${PATH}?filters[body][$eq]=Other`);
    expect([guessed.status, guessed.body.results?.length]).not.toEqual([200, 0]);
  });

  it('writes no such field, in what is new and in what is there', async () => {
    const article = await anArticle('Before');
    const editor = await anEditorsToken();
    const write = (method: 'post' | 'put', path: string, body: object) =>
      http[method](path, { token: editor.key, from: editor.from, body });

    await editor.narrow(
      (['read', 'create', 'update'] as const).map((action) => articles(action, { fields: ['title'] })),
    );

    const made = await write('post', PATH, { title: 'New', body: 'Smuggled' });
    if (made.status < 300) expect(await stored(made.body.data)).toEqual([{ title: 'New', body: null }]);
    const changed = await write('put', `${PATH}/${article.documentId}`, { title: 'After', body: 'Smuggled' });
    expect(await stored(article)).toEqual([
      { title: changed.status < 300 ? 'After' : 'Before', body: 'Secret' },
    ]);
    expect([made.status, changed.status]).toEqual([201, 200]);
  });

  it('does nothing any more that the role does not', async () => {
    const editor = await anEditorsToken();
    await editor.narrow([articles('read')]);

    expect((await ask(editor, PATH)).status).toBe(200);
    expect((await http.post(PATH, { token: editor.key, body: { title: 'x' } })).status).toBe(403);
    await editor.narrow([]);
    expect((await ask(editor, PATH)).status).toBe(403);
  });

  it('sees what a condition lets its owner see, and nothing where it has another of its own', async () => {
    const editor = await anEditorsToken();
    const own = await anArticle('Own', { createdBy: editor.adminUserId });
    await anArticle('Another’s');
    const titles = async () => (await results(editor)).map(({ title }) => title);
    expect(await titles()).toEqual(expect.arrayContaining(['Own', 'Another’s']));

    await editor.narrow([articles('read', { conditions: ['admin::is-creator'] })]);
    expect(await results(editor)).toMatchObject([{ documentId: own.documentId }]);
    await call(`strapi.db.query('admin::permission').findMany({ where: { apiToken: { adminUserOwner: ${editor.adminUserId} } } })
      .then((given) => strapi.db.query('admin::permission').updateMany({
        where: { id: given.map(({ id }) => id) }, data: { conditions: ['admin::has-same-role-as-creator'] },
      }))`);
    expect((await ask(editor, PATH)).status).toBe(403);
  });

  it('stays in the locales that are left', async () => {
    const localize = (isLocalized: boolean) =>
      call(
        `(strapi.contentTypes['api::article.article'].pluginOptions = { i18n: { localized: ${isLocalized} } })`,
      );
    await localize(true);
    try {
      const all = [articles('read', { locales: null })];
      const editor = await anEditorWith(shared, all);
      const key = await anAdminTokenOf(shared, editor, all);
      /** What Strapi asks of each article. */
      const asked = () =>
        call(`strapi.admin.services['api-token-admin'].authenticateAdminToken('${key}')
          .then(({ ability }) => ability.rulesFor('${all[0]?.action}', '${all[0]?.subject}'))
          .then((rules) => rules.map(({ conditions }) => conditions ?? null))`);
      expect(await asked()).toEqual([null]);

      await editor.narrow([articles('read', { locales: ['de'] })]);
      expect(await asked()).toEqual([{ $and: [{ locale: { $in: ['de'] } }] }]);
      await editor.narrow([articles('read', { locales: ['de', 'en'] })]);
      expect(await asked()).toEqual([{ $and: [{ locale: { $in: ['de', 'en'] } }] }]);
    } finally {
      await localize(false);
    }
  });

  it('is asked about with one query, and not at all of a super admin’s', async () => {
    const [editor, owner] = [await anEditorsToken(), await anOwner()];
    const askedRoles = async (of: Owner) =>
      (await shared.queries.during(() => ask(of, '/admin/information'))).filter((statement) =>
        /from .admin_permissions. .*admin_roles|admin_permissions_role_lnk/s.test(statement),
      );

    expect(await askedRoles(editor)).toHaveLength(1);
    expect(await askedRoles(owner)).toEqual([]);
  });
});

describe('what is recorded', () => {
  const shutOut = async (owner: Owner) => {
    await addRule({ scope: 'user', user: owner.id, range: OFFICE });
    return owner;
  };

  it('counts the repeats of a minute in one row, and begins a new one after it', async () => {
    const owner = await shutOut(await anOwner());

    for (let turn = 0; turn < 4; turn += 1) {
      await ask(owner);
    }
    expect(await refusals(owner)).toMatchObject([{ count: 4 }]);
    await clock.advance(MINUTE + 1_000);
    await ask(owner);
    await ask(owner);

    expect(await refusals(owner)).toMatchObject([{ count: 2 }, { count: 4 }]);
  });

  it('counts each of many at once', async () => {
    const owner = await shutOut(await anOwner());
    await ask(owner);

    await Promise.all(Array.from({ length: 12 }, () => ask(owner)));

    expect(await refusals(owner)).toMatchObject([{ count: 13 }]);
  });

  it('counts each of many at once that are the first', async () => {
    const owner = await shutOut(await anOwner());

    await Promise.all(Array.from({ length: 12 }, () => ask(owner)));
    const counts = (await refusals(owner)).map(({ count }) => count);

    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12);
  });

  it('tells addresses, reasons and users apart', async () => {
    const [owner, other] = [await shutOut(await anOwner()), await shutOut(await anOwner())];
    await ask(owner);
    await ask({ ...owner, from: ELSEWHERE });
    await change(owner, { validTo: await fromNow(-DAY) });
    await ask(owner);
    await ask(other);

    const told = (await refusals(owner)).map(({ reason, ip, count }) => [reason, ip, count]);
    expect(told).toEqual([
      ['expired', owner.from, 1],
      ['address-not-allowed', ELSEWHERE, 1],
      ['address-not-allowed', owner.from, 1],
    ]);
    expect(await refusals(other)).toHaveLength(1);
  });

  it('holds nothing of the token', async () => {
    const owner = await shutOut(await anOwner());
    await ask(owner);

    const rows = await sql('SELECT * FROM ?? WHERE ?? = ?', [
      'gatehouse_login_attempts',
      'user_id',
      owner.id,
    ]);

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(owner.key.slice(0, 16));
  });

  it('is nothing for a token that works, and nobody’s for one that nobody has', async () => {
    const owner = await anOwner();

    await ask(owner);
    await ask({ ...owner, key: 'f'.repeat(256) });

    expect(await refusals(owner)).toEqual([]);
  });
});

it.each([['select', 'gatehouse_users']])(
  'lets no token in when %s of %s cannot be asked, and the same token afterwards',
  async (verb, table) => {
    const owner = await anOwner();

    const answer = await whileBroken(verb, table, () => ask(owner));

    expect([401, 503]).toContain(answer.status);
    expect(answer.body.data).toBeNull();
    expect(JSON.stringify(answer.body)).not.toContain('broken by a test');
    expect((await ask(owner)).status).toBe(200);
  },
);

it('lets a refused token stay out when the refusal cannot be recorded', async () => {
  const owner = await anOwner();
  await addRule({ scope: 'user', user: owner.id, range: OFFICE });

  const answer = await whileBroken('update', 'gatehouse_login_attempts', () => ask(owner));

  expect([401, 503]).toContain(answer.status);
});

describe('the routes of Strapi that ask for no permission', () => {
  type Route = { method: string; path: string; handler: string };

  /** Strapi's routes under /admin that any token gets at, as it acts for its owner. */
  const openRoutes = () =>
    call<Route[]>(`(() => {
      const routes = [];
      const collect = (part) => {
        if (Array.isArray(part)) part.forEach(collect);
        else if (part?.handler) routes.push(part);
        else if (part && typeof part === 'object') Object.values(part).forEach(collect);
      };
      collect(strapi.admin.routes);
      const nameOf = (policy) => typeof policy === 'string' ? policy : policy.name;
      return routes
        .filter(({ config }) => config?.auth !== false && !config?.auth?.strategies)
        .filter(({ config }) => !(config?.policies ?? []).some((policy) => nameOf(policy) === 'admin::hasPermissions'))
        .map(({ method, path, handler }) => ({ method, path, handler: String(handler) }));
    })()`);

  /** About Strapi, and the same for everybody. */
  const NOBODYS = new Set([
    'admin.information',
    'admin.telemetryProperties',
    'admin.licenseTrialTimeLeft',
    'admin.getGuidedTourMeta',
    'permission.getAll',
    'permission.check',
    'content-api.getPermissions',
    'content-api.getRoutes',
    'homepage.getKeyStatistics',
    'ai.getAiUsage',
    'ai.getAiFeatureConfig',
  ]);
  const BODY = { firstname: 'Mallory', password: 'Another-Horse-8', currentPassword: 'Correct-Horse-7' };

  it('are closed to a token where they are about its owner’s account, each of them, and open to a session', async () => {
    const owner = await anOwner();
    const routes = await openRoutes();
    const own = routes.filter(({ handler }) => !NOBODYS.has(handler));
    const before = await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', owner.adminUserId]);
    expect(own.length).toBeGreaterThanOrEqual(7);

    for (const { method, path } of own) {
      const answer = await http[method.toLowerCase() as 'get'](`/admin${path.replace(':sessionId', 'any')}`, {
        token: owner.key,
        from: owner.from,
        ...(method !== 'GET' && { body: BODY }),
      });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }

    expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'id', owner.adminUserId])).toEqual(
      before,
    );
    const { token } = await shared.signIn(owner);
    for (const path of ['/users/me', '/users/me/permissions', '/users/me/sessions', '/homepage/layout']) {
      expect([path, (await http.get(`/admin${path}`, { token, from: owner.from })).status]).toEqual([
        path,
        200,
      ]);
    }
    const renamed = await http.put('/admin/users/me', {
      token,
      from: owner.from,
      body: { firstname: 'Ada' },
    });
    expect(renamed.status).toBe(200);
    expect((await http.post('/admin/logout', { token, from: owner.from, body: {} })).status).toBe(200);
  });

  it.each([
    ['in upper case', '/ADMIN/Users/Me'],
    ['with a slash at the end', '/admin/users/me/'],
    ['with two slashes', '/admin//users/me'],
    ['in percent signs', '/admin/users/%6De'],
    ['with a dot', '/admin/./users/me'],
  ])('are closed to a token spelled %s', async (_, path) => {
    const owner = await anOwner();

    const answer = await http.get(path, { token: owner.key, from: owner.from });

    expect(answer.body?.data?.email).toBeUndefined();
    expect(answer.status).not.toBe(200);
  });

  it('leave a token what its permissions are for', async () => {
    const owner = await anOwner();

    expect((await ask(owner)).status).toBe(200);
    expect((await ask(owner, `/gatehouse/users/${owner.id}`)).status).toBe(200);
    expect((await ask(owner, '/admin/information')).status).toBe(200);
    expect((await ask(owner, '/gatehouse/policy')).status).toBe(403);
    expect((await ask(owner, '/admin/users')).status).toBe(403);
  });
});

describe('a token of the content API', () => {
  const aKey = async () =>
    succeed(
      await http.post('/admin/api-tokens', {
        token: await superAdmin(),
        body: { name: `Reader ${anAddress()}`, type: 'full-access', lifespan: null },
      }),
      201,
    ).body.data.accessKey as string;

  it('has no owner, and goes on working from anywhere', async () => {
    const token = await aKey();
    await addRule({ scope: 'everyone', range: '127.0.0.1' });

    expect((await http.get('/api/articles', { token, from: ELSEWHERE })).status).toBe(200);
    expect(
      (await http.post('/api/articles', { token, from: ELSEWHERE, body: { data: { title: 'By a key' } } }))
        .status,
    ).toBe(201);
  });

  it('opens nothing of the panel, as an admin token opens nothing of the content', async () => {
    const owner = await anOwner();

    expect((await http.get('/gatehouse/users', { token: await aKey() })).status).toBe(401);
    expect((await http.get('/admin/users/me', { token: await aKey() })).status).toBe(401);
    expect((await ask(owner, '/api/articles')).status).toBe(401);
  });
});
