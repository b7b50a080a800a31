import { MAX_DAC_GROUPS_A_USER } from '../../../shared/contracts/dac-groups';
import { shared, succeed, type Person } from '../vocabulary';
import { aCode, dacGroupsAt } from './vocabulary';

const { aRole, aUser, aUserAtWork, gatehouse, http, putBack, sql, superAdmin } = shared;
const { aGroup, codesOf, give } = dacGroupsAt(shared);

afterAll(putBack);

let user: Person;
beforeEach(async () => {
  user = await aUser();
});

const logOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data as { action: string; changes: object }[];
const find = async (code: string) =>
  succeed(await gatehouse.get(`/dac-groups?_q=${encodeURIComponent(code)}`)).body.data;

describe('groups', () => {
  it('are made with a code and a name, found by either, and counted', async () => {
    const code = aCode();
    const made = await aGroup(code, 'Sales & Marketing');

    expect(made).toEqual({ id: made.id, code, name: 'Sales & Marketing', userCount: 0 });
    succeed(await give(user, [made]));
    expect(await find(code.toUpperCase())).toEqual([{ ...made, userCount: 1 }]);
    expect(await find('es & mark')).toContainEqual({ ...made, userCount: 1 });
    expect(await find(`${code}%`)).toEqual([]);
  });

  it('come in the order and the pages that are asked for', async () => {
    const stem = aCode();
    for (const [code, name] of [
      ['b', 'One'],
      ['a', 'Two'],
      ['c', 'Three'],
    ])
      await aGroup(`${stem}.${code}`, name);
    const ask = async (query: string) => {
      const { body } = succeed(await gatehouse.get(`/dac-groups?_q=${stem}&${query}`));
      return [body.data.map(({ name }: { name: string }) => name), body.meta.pagination.total];
    };

    expect(await ask('')).toEqual([['Two', 'One', 'Three'], 3]);
    expect(await ask('sort=name:desc&pageSize=2')).toEqual([['Two', 'Three'], 3]);
    expect(await ask('sort=name:desc&pageSize=2&page=2')).toEqual([['One'], 3]);
  });

  it('take no code twice, whatever letters it is in, not even of many at once', async () => {
    const code = aCode();
    const answers = await Promise.all(
      [code, code.toUpperCase(), code.toLowerCase(), code].map((spelled) =>
        gatehouse.post('/dac-groups', { body: { code: spelled, name: 'A group' } }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused).toFailWith({ status: 400, code: 'DAC_CODE_TAKEN' });
    expect(refused?.body.error.details.errors[0].path).toEqual(['code']);
    expect(await find(code)).toHaveLength(1);
  });

  it('are renamed, and keep their code', async () => {
    const group = await aGroup();

    const renamed = succeed(await gatehouse.put(`/dac-groups/${group.id}`, { body: { name: 'Legal' } }));

    expect(renamed.body.data).toEqual({ ...group, name: 'Legal' });
    expect(
      await gatehouse.put(`/dac-groups/${group.id}`, { body: { name: 'Legal', code: 'legal' } }),
    ).toFailWith({ status: 400, code: 'VALIDATION' });
    expect(await find(group.code)).toEqual([{ ...group, name: 'Legal' }]);
  });

  it('are deleted by nobody while users hold them', async () => {
    const group = await aGroup();
    succeed(await give(user, [group]));

    expect(await gatehouse.delete(`/dac-groups/${group.id}`)).toFailWith({
      status: 400,
      code: 'DAC_GROUP_HELD',
    });
    expect(await codesOf(user)).toEqual([group.code]);

    succeed(await give(user, []));
    succeed(await gatehouse.delete(`/dac-groups/${group.id}`));
    expect(await find(group.code)).toEqual([]);
    expect((await gatehouse.delete(`/dac-groups/${group.id}`)).status).toBe(404);
    expect((await gatehouse.put(`/dac-groups/${group.id}`, { body: { name: 'x' } })).status).toBe(404);
  });

  it('are never given while they are deleted: of both at once, one is refused', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const group = await aGroup();

      const [given, deleted] = await Promise.all([
        give(user, [group]),
        gatehouse.delete(`/dac-groups/${group.id}`),
      ]);

      expect([given.status, deleted.status].sort()).toEqual([200, 400]);
      expect((await codesOf(user)).includes(group.code)).toBe(given.status === 200);
    }
  });

  it.each([
    ['an empty code', { code: '' }, 'code'],
    ['a space in it', { code: 'a b' }, 'code'],
    ['a letter that is not plain', { code: 'über' }, 'code'],
    ['a line after it', { code: 'a\n' }, 'code'],
    ['a code too long', { code: 'x'.repeat(65) }, 'code'],
    ['no name', { name: ' ' }, 'name'],
    ['a name too long', { name: 'x'.repeat(101) }, 'name'],
  ])('are not made with %s', async (_, body, field) => {
    const answer = await gatehouse.post('/dac-groups', { body: { code: aCode(), name: 'A group', ...body } });

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION' });
    expect(answer.body.error.details.errors[0].path).toEqual([field]);
  });
});

describe('the groups of a user', () => {
  it('are replaced as a whole, and stand in the log', async () => {
    const [one, two, three] = [await aGroup(), await aGroup(), await aGroup()];
    const sorted = (...groups: { code: string }[]) => groups.map(({ code }) => code).sort();

    succeed(await give(user, [one, two]));
    const answer = succeed(await give(user, [three, two]));

    expect(answer.body.data.map(({ code }: { code: string }) => code)).toEqual(sorted(two, three));
    expect(await codesOf(user)).toEqual(sorted(two, three));
    succeed(await give(user, [two, three]));
    expect((await logOf(user)).filter(({ action }) => action === 'dac-groups-changed')).toMatchObject([
      { changes: { dacGroups: { before: sorted(one, two), after: sorted(two, three) } } },
      { changes: { dacGroups: { before: [], after: sorted(one, two) } } },
    ]);
  });

  it('are what the list of users is narrowed down to', async () => {
    const [one, two] = [await aGroup(), await aGroup()];
    const other = await aUser();
    succeed(await give(user, [one]));
    succeed(await give(other, [one, two]));
    const listed = async (filter: string) =>
      succeed(await gatehouse.get(`/users?filters[dacGroup]${filter}&sort=createdAt:asc`)).body.data.map(
        ({ id }: { id: number }) => id,
      );

    expect(await listed(`[$eq]=${one.id}`)).toEqual([user.id, other.id]);
    expect(await listed(`[$eq]=${two.id}`)).toEqual([other.id]);
    expect(await listed(`[$in][]=${one.id}&filters[dacGroup][$in][]=${two.id}`)).toEqual([user.id, other.id]);
  });

  it('are those there are, each once, and not endlessly many', async () => {
    const group = await aGroup();
    const put = (dacGroups: unknown) =>
      gatehouse.put(`/users/${user.id}/dac-groups`, { body: { dacGroups } });

    expect(await put([group.id, 2147483647])).toFailWith({ status: 400, code: 'UNKNOWN_DAC_GROUP' });
    expect(await put([group.id, group.id])).toFailWith({ status: 400, code: 'VALIDATION' });
    expect(await put(Array.from({ length: MAX_DAC_GROUPS_A_USER + 1 }, (_, n) => n + 1))).toFailWith({
      status: 400,
      code: 'VALIDATION',
    });
    expect(await codesOf(user)).toEqual([]);
    expect((await give({ id: 2147483647 }, [group])).status).toBe(404);
    expect((await gatehouse.get('/users/2147483647/dac-groups')).status).toBe(404);
  });

  it('go with the user, whoever deletes them', async () => {
    const group = await aGroup();
    const other = await aUser();
    for (const each of [user, other]) succeed(await give(each, [group]));

    succeed(await gatehouse.delete(`/users/${user.id}`));
    succeed(await http.delete(`/admin/users/${other.adminUserId}`, { token: await superAdmin() }));

    expect(
      await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
        'id',
        'gatehouse_user_dac_groups',
        'dac_group_id',
        group.id,
      ]),
    ).toEqual([]);
    succeed(await gatehouse.delete(`/dac-groups/${group.id}`));
  });
});

describe('who may give them', () => {
  it('gives no more than they hold themself, and takes away what they may manage', async () => {
    const [own, other] = [await aGroup(), await aGroup()];
    const { id: roleId } = await aRole(['dac-groups.assign', 'dac-groups.read', 'dac-groups.update']);
    const clerk = await aUserAtWork({ roles: [roleId] });
    succeed(await give(clerk, [own]));
    const { token, from } = clerk;

    succeed(await give(user, [own], { token, from }));
    expect(await give(user, [own, other], { token, from })).toFailWith({
      status: 403,
      code: 'MORE_THAN_YOU_HOLD',
    });
    expect(await give(clerk, [own, other], { token, from })).toFailWith({
      status: 403,
      code: 'MORE_THAN_YOU_HOLD',
    });
    // Nor a group that they have made themself.
    const made = succeed(
      await gatehouse.post('/dac-groups', { token, from, body: { code: aCode(), name: 'Mine' } }),
      201,
    );
    expect(await give(clerk, [own, made.body.data], { token, from })).toFailWith({
      status: 403,
      code: 'MORE_THAN_YOU_HOLD',
    });
    expect(await codesOf(user)).toEqual([own.code]);
    // What somebody else gave stays without being given again.
    succeed(await give(user, [own, other]));
    succeed(await give(user, [other], { token, from }));
    expect(await codesOf(user)).toEqual([other.code]);
  });

  it('is a super admin alone, where it is about a super admin', async () => {
    const group = await aGroup();
    const chief = await aUser({ roles: ['strapi-super-admin'] });
    const clerk = await aUserAtWork({ roles: [(await aRole(['dac-groups.assign'])).id] });
    succeed(await give(clerk, [group]));

    expect(await give(chief, [group], { token: clerk.token, from: clerk.from })).toFailWith({
      status: 403,
      code: 'SUPER_ADMIN_ONLY',
    });
    expect(await codesOf(chief)).toEqual([]);
    succeed(await give(chief, [group]));
    expect(await codesOf(chief)).toEqual([group.code]);
  });
});
