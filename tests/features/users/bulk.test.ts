import type { BulkResult } from '../../../shared/contracts/bulk';
import { BULK_ACTIONS, type BulkAction, USER_ACTIONS } from '../../../shared/users/actions';
import type { LogEntry } from '../../../shared/contracts/log';
import { PERMISSIONS } from '../../../shared/permissions';
import { DAY, shared, succeed, type Person } from '../vocabulary';

const { aRole, aUser, aUserAtWork, call, fromNow, gatehouse, http, putBack, read, roleId, sql } = shared;

type AtWork = Person & { token: string };

/** Holds every permission of Gatehouse, and is no super admin. */
let clerk: AtWork;
let boss: AtWork;
let emptyRole: number;
beforeAll(async () => {
  clerk = await aUserAtWork({ roles: [(await aRole(PERMISSIONS.map(({ uid }) => uid))).id] });
  boss = await aUserAtWork({ roles: ['strapi-super-admin'] });
  emptyRole = (await aRole()).id;
});
afterEach(putBack);
afterAll(() => gatehouse.delete(`/users/${boss.id}`));

const NOBODY = 2 ** 31 - 1;
const RESTRICTIONS: BulkAction[] = ['lock', 'suspend', 'disable', 'delete'];
const needed = (action: BulkAction) => (action === 'assign-role' ? { role: emptyRole } : {});

const ask = (body: object, by?: AtWork) =>
  gatehouse.post('/users/bulk', { body, ...(by && { token: by.token, from: by.from }) });
const bulk = async (action: BulkAction, people: { id: number }[], more: object = {}, by?: AtWork) => {
  const ids = people.map(({ id }) => id);
  const { body } = succeed(await ask({ action, ids, ...needed(action), ...more }, by));
  return body.data as BulkResult[];
};
/** Somebody whom it changes. */
const someoneFor = (action: BulkAction) => {
  if (action === 'unlock') return aUser({ state: 'locked-by-admin' });
  return aUser({ state: action === 'enable' ? 'disabled' : 'active' });
};
const logOf = async ({ id }: { id: number }): Promise<LogEntry[]> =>
  (await gatehouse.get(`/users/${id}/log`)).body.data;

/** What the user's record, Strapi's own, and the log say; without what differs from user to user. */
const traceOf = async ({ id, adminUserId }: Person) => {
  const [native] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'is_active',
    'admin_users',
    'id',
    adminUserId,
  ]);
  const { body } = await gatehouse.get(`/users/${id}`);
  const { status, accessLocked, lockedReason, suspendedUntil, roles } = body.data ?? {};
  const log = (
    await sql('SELECT * FROM ?? WHERE ?? = ? ORDER BY ??', ['gatehouse_notes', 'user_id', id, 'id'])
  ).map(({ action, changes, text, actor_name }) => ({
    action,
    changes,
    text,
    actor_name,
  }));
  return {
    native: native && Boolean(native.is_active),
    status,
    accessLocked,
    lockedReason,
    suspendedUntil,
    roles,
    log,
  };
};

describe.each(BULK_ACTIONS)('%s', (action) => {
  it('does to each what the single action does', async () => {
    const until = await fromNow(DAY);
    const more = {
      ...(action !== 'assign-role' && action !== 'delete' && { reason: 'spring cleaning' }),
      ...(action === 'suspend' && { until }),
    };
    const people = [
      await aUserAtWork(),
      await aUser({ state: 'locked-by-admin' }),
      await aUser({ state: 'suspended' }),
      await aUser({ state: 'provisioned' }),
      await aUser({ state: 'disabled' }),
    ];
    const twins = [
      await aUserAtWork(),
      await aUser({ state: 'locked-by-admin' }),
      await aUser({ state: 'suspended' }),
      await aUser({ state: 'provisioned' }),
      await aUser({ state: 'disabled' }),
    ];
    const alone = async ({ id }: Person) => {
      if (action === 'delete') return gatehouse.delete(`/users/${id}`);
      if (action !== 'assign-role') return gatehouse.post(`/users/${id}/${action}`, { body: more });
      const held = (await read({ id })).roles.map((role) => role.id);
      return gatehouse.put(`/users/${id}`, { body: { roles: [...held, emptyRole] } });
    };

    const results = await bulk(action, people, more);
    const single = [];
    for (const twin of twins) single.push(await alone(twin));

    expect(results.map(({ id, userName }) => [id, userName])).toEqual(
      people.map(({ id, email }) => [id, email]),
    );
    expect(results.map(({ ok, code }) => (ok ? 200 : code))).toEqual(
      single.map(({ status, body }) => {
        if (status !== 200) return body.error.details.code;
        // What one alone is told beside its answer.
        return body.meta?.already ? 'ALREADY_SO' : 200;
      }),
    );
    for (const [turn, person] of people.entries())
      expect(await traceOf(person)).toEqual(await traceOf(twins[turn] as Person));
    const [atWork, twinAtWork] = [people[0], twins[0]] as AtWork[];
    const statusOf = async (who?: AtWork) =>
      (await http.get('/admin/users/me', { token: who?.token, from: who?.from })).status;
    expect(await statusOf(atWork)).toBe(await statusOf(twinAtWork));
  });

  it('is refused to who lacks its permission, and changes nothing', async () => {
    const all = PERMISSIONS.map(({ uid }) => uid);
    const role = await aRole(all.filter((uid) => uid !== USER_ACTIONS[action].permission));
    const lesser = await aUserAtWork({ roles: [role.id] });
    const user = await aUser();
    const before = await traceOf(user);

    const answer = await ask({ action, ids: [user.id], ...needed(action) }, lesser);

    expect(answer).toFailWith({ status: 403, code: 'NOT_PERMITTED' });
    expect(await traceOf(user)).toEqual(before);
  });

  it('leaves a super admin to super admins, and does the others', async () => {
    const user = await someoneFor(action);
    const before = await traceOf(boss);

    const results = await bulk(action, [boss, user], {}, clerk);

    expect(results).toMatchObject([{ ok: false, code: 'SUPER_ADMIN_ONLY' }, { ok: true }]);
    expect(await traceOf(boss)).toEqual(before);
  });

  it('says who is not there, and does nobody twice', async () => {
    const user = await someoneFor(action);

    const results = await bulk(action, [user, { id: NOBODY }, user]);

    expect(results).toMatchObject([
      { id: user.id, ok: true, code: null },
      { id: NOBODY, ok: false, code: 'NOT_FOUND', userName: null },
    ]);
  });
});

describe.each(RESTRICTIONS)('%s', (action) => {
  it('leaves out who asks', async () => {
    const user = await aUser();

    const results = await bulk(action, [boss, user], {}, boss);

    expect(results).toMatchObject([{ ok: false, code: 'OWN_USER' }, { ok: true }]);
    expect((await read(boss)).status).toBe('active');
  });

  it('leaves a super admin who can let the others in, of a selection of all of them', async () => {
    const others = await Promise.all([0, 1].map(() => aUser({ roles: ['strapi-super-admin'] })));
    const everySuperAdmin = (
      await sql('SELECT ?? FROM ?? WHERE ?? LIKE ?', ['id', 'gatehouse_users', 'role_names', '%Super Admin%'])
    ).map(({ id }) => Number(id));
    expect(everySuperAdmin).toEqual(expect.arrayContaining([boss, ...others].map(({ id }) => id)));

    // The command line is nobody's own user, so that nothing but the rule about the last one keeps one of them.
    const results = await call<BulkResult[]>(`(async () => {
      const users = strapi.plugin('gatehouse').service('users');
      const actor = { adminUserId: null, name: 'test', isSuperAdmin: true, roleIds: [], can: () => true, ip: null };
      const run = () => users.changeMany(${JSON.stringify(everySuperAdmin)}, { action: '${action}' }, actor);
      // Undone again: the other tests need their super admins.
      let results;
      await strapi.db.transaction(async ({ rollback }) => { results = await run(); await rollback(); });
      return results;
    })()`);

    // Other tests may have left super admins who are shut out already.
    const refused = results.filter(({ ok, code }) => !ok && code !== 'INVALID_TRANSITION');
    expect(refused).toMatchObject([{ code: 'LAST_SUPER_ADMIN' }]);
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(others.length);
    for (const { id } of others) await gatehouse.delete(`/users/${id}`);
  });
});

describe('assign-role', () => {
  it('gives nobody more than who asks holds', async () => {
    const user = await aUser();

    for (const [code, refusal] of [
      ['strapi-super-admin', 'SUPER_ADMIN_ONLY'],
      ['strapi-editor', 'MORE_THAN_YOU_HOLD'],
    ] as const)
      expect(
        await ask({ action: 'assign-role', ids: [user.id], role: await roleId(code) }, clerk),
      ).toFailWith({ status: 403, code: refusal });
  });

  it('knows no role that is not there', async () => {
    const answer = await ask({ action: 'assign-role', ids: [clerk.id], role: NOBODY });

    expect(answer).toFailWith({ status: 400, code: 'UNKNOWN_ROLE' });
  });

  it('shows in Strapi at once', async () => {
    const user = await aUser();
    await bulk('assign-role', [user]);

    const token = await shared.superAdmin();
    const { body } = await http.get(`/admin/users/${user.adminUserId}`, { token });

    expect(body.data.roles.map(({ id }: { id: number }) => id)).toContain(emptyRole);
  });
});

it.each<[string, object, string]>([
  ['nobody', { action: 'lock' }, 'ids'],
  ['no id', { action: 'lock', ids: [] }, 'ids'],
  ['ids and a filter', { action: 'lock', ids: [1], filters: {} }, 'ids'],
  ['too many ids', { action: 'lock', ids: Array.from({ length: 10_001 }, (_, n) => n + 1) }, 'ids'],
  ['an id as text', { action: 'lock', ids: ['1'] }, 'ids.0'],
  ['an action there is not', { action: 'promote', ids: [1] }, 'action'],
  ['no role', { action: 'assign-role', ids: [1] }, 'role'],
  ['a role for a lock', { action: 'lock', ids: [1], role: 1 }, 'role'],
  ['an end for a lock', { action: 'lock', ids: [1], until: '2090-01-01T00:00:00Z' }, 'until'],
  ['a filter there is not', { action: 'lock', filters: { password: { $eq: 'x' } } }, 'filters.password'],
])('refuses %s', async (_, body, field) => {
  expect(await ask(body)).toFailWith({ status: 400, code: 'VALIDATION', field });
});

it('undoes a batch that fails as a whole, and says so', async () => {
  const people = [await aUser(), await aUser()];

  const results = await shared.whileBroken('insert', 'gatehouse_notes', () => bulk('lock', people));

  expect(results).toMatchObject([{ code: 'BATCH_FAILED' }, { code: 'BATCH_FAILED' }]);
  for (const person of people) {
    expect((await read(person)).status).toBe('active');
    expect((await logOf(person)).map(({ action }) => action)).not.toContain('locked');
  }
});

it('asks as little of the database for 100 users as for a few', async () => {
  const few = await Promise.all([0, 1, 2].map(() => aUser()));
  const many = await Promise.all(Array.from({ length: 12 }, () => aUser()));

  // Nothing that a mail tells of, which leaves meanwhile.
  const ofFew = await shared.queries.count(() => bulk('suspend', few));
  const ofMany = await shared.queries.count(() => bulk('suspend', many));

  expect(ofMany).toBe(ofFew);
});
