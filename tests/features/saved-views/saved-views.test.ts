import { MAX_VIEWS_A_PERSON, type SavedView } from '../../../shared/contracts/saved-views';
import { shared, succeed } from '../vocabulary';

const { aRole, aUserAtWork, gatehouse, http, permit, putBack, sql, superAdmin } = shared;

afterAll(putBack);

type Someone = { token: string; from: string; adminUserId: number };
let role: { id: number };
let ada: Someone;
let grace: Someone;
beforeAll(async () => {
  role = await aRole(['users.read', 'saved-views.share']);
  ada = await aUserAtWork({ firstname: 'Ada', lastname: 'Byron', roles: [role.id] });
  grace = await aUserAtWork({ roles: [role.id] });
});
afterEach(() => sql('DELETE FROM ??', ['gatehouse_saved_views']));

const QUERY = {
  sort: 'lastLoginAt:desc',
  _q: 'ho',
  filters: { status: { $in: ['active', 'suspended'] }, lastLoginAt: { $olderThanDays: '90' } },
};
const VIEW = { name: 'Dormant', columns: ['email', 'status'], query: QUERY };

const create = ({ token, from }: Someone, body: object = {}) =>
  gatehouse.post('/saved-views', { token, from, body: { ...VIEW, ...body } });
const aView = async (someone: Someone, body: object = {}): Promise<SavedView> =>
  succeed(await create(someone, body), 201).body.data;
const change = ({ token, from }: Someone, { id }: { id: number }, body: object) =>
  gatehouse.put(`/saved-views/${id}`, { token, from, body });
const remove = ({ token, from }: Someone, { id }: { id: number }) =>
  gatehouse.delete(`/saved-views/${id}`, { token, from });
const seenBy = async ({ token, from }: Someone): Promise<SavedView[]> =>
  succeed(await gatehouse.get('/saved-views', { token, from })).body.data;
const namesSeenBy = async (someone: Someone) => (await seenBy(someone)).map(({ name }) => name);

it('keeps name, columns in their order, search, filters and sort', async () => {
  const view = await aView(ada);

  expect(view).toMatchObject({ ...VIEW, isShared: false, isOwn: true, owner: 'Ada Byron' });
  expect(await seenBy(ada)).toEqual([view]);
});

it('asks the list for what was saved', async () => {
  await aView(ada);
  const [view] = await seenBy(ada);
  const query = `sort=${view?.query.sort}&_q=ho&filters[status][$in][]=active&filters[lastLoginAt][$olderThanDays]=90`;

  expect((await gatehouse.get(`/users?${query}`)).status).toBe(200);
});

it("never shows somebody else's private view, not even to a super admin, nor lets on that it is there", async () => {
  const view = await aView(ada);
  const admin = { ...grace, token: await superAdmin() };

  for (const other of [grace, admin]) {
    expect(await seenBy(other)).toEqual([]);
    expect(await change(other, view, { name: 'Mine' })).toFailWith({ status: 404, code: 'NOT_FOUND' });
    expect(await remove(other, view)).toFailWith({ status: 404, code: 'NOT_FOUND' });
  }
  expect(await seenBy(ada)).toEqual([view]);
});

it('shows a shared view to everybody, by the name of who made it, until it is no longer shared', async () => {
  const view = await aView(ada, { isShared: true });

  expect(await seenBy(grace)).toEqual([{ ...view, isOwn: false }]);

  succeed(await change(ada, view, { isShared: false }));
  expect(await seenBy(grace)).toEqual([]);
  expect(await namesSeenBy(ada)).toEqual(['Dormant']);
});

it('is changed by its owner alone, in the part that is given', async () => {
  const view = await aView(ada, { isShared: true });

  expect(await change(grace, view, { name: 'Mine' })).toFailWith({ status: 403, code: 'NOT_YOUR_VIEW' });
  expect(await change({ ...grace, token: await superAdmin() }, view, { name: 'Mine' })).toFailWith({
    status: 403,
    code: 'NOT_YOUR_VIEW',
  });

  succeed(await change(ada, view, { name: 'Asleep' }));
  succeed(await change(ada, view, { columns: ['mobile'], query: {} }));
  expect(await seenBy(ada)).toMatchObject([
    { name: 'Asleep', columns: ['mobile'], query: {}, isShared: true },
  ]);
});

it('is deleted by its owner, or where it is shared by a super admin', async () => {
  const [own, shared] = [await aView(ada), await aView(ada, { name: 'Shared', isShared: true })];

  expect(await remove(grace, shared)).toFailWith({ status: 403, code: 'NOT_YOUR_VIEW' });
  succeed(await remove(ada, own));
  succeed(await remove({ ...grace, token: await superAdmin() }, shared));

  expect(await seenBy(ada)).toEqual([]);
});

describe('without the permission to share', () => {
  let view: SavedView;
  beforeEach(async () => {
    view = await aView(ada, { isShared: true });
    await permit(role.id, ['users.read']);
  });
  afterEach(() => permit(role.id, ['users.read', 'saved-views.share']));

  it('nobody shares a view, nor changes what others see', async () => {
    const mine = await aView(ada, { name: 'Mine' });

    for (const answer of [
      await create(ada, { name: 'New', isShared: true }),
      await change(ada, mine, { isShared: true }),
      await change(ada, view, { query: {} }),
    ]) {
      expect(answer).toFailWith({ status: 403, code: 'SHARING_NOT_ALLOWED' });
    }
    expect(await namesSeenBy(grace)).toEqual(['Dormant']);
  });

  it('one still takes back or deletes what one shared', async () => {
    succeed(await change(ada, view, { isShared: false }));
    expect(await namesSeenBy(grace)).toEqual([]);
    succeed(await remove(ada, view));
  });
});

it('has a name that its owner has given to no other', async () => {
  const view = await aView(ada);
  const other = await aView(ada, { name: 'Other' });

  expect(await create(ada, { name: ' dormant ' })).toFailWith({
    status: 400,
    code: 'VIEW_NAME_TAKEN',
    field: 'name',
  });
  expect(await change(ada, other, { name: 'DORMANT' })).toFailWith({
    status: 400,
    code: 'VIEW_NAME_TAKEN',
    field: 'name',
  });
  succeed(await change(ada, view, { name: 'DORMANT' }));
  expect((await aView(grace)).name).toBe('Dormant');
});

it('is one where the same is asked for many times at once', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => create(ada)));

  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
  expect(await seenBy(ada)).toHaveLength(1);
});

it('is one of so many a person, also of many asked for at once', async () => {
  for (let turn = 0; turn < MAX_VIEWS_A_PERSON - 2; turn += 1) await aView(ada, { name: `View ${turn}` });

  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, turn) => create(ada, { name: `Late ${turn}` })),
  );

  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400, 400, 400]);
  expect(await create(ada, { name: 'One more' })).toFailWith({ status: 400, code: 'TOO_MANY_VIEWS' });
  expect(await seenBy(ada)).toHaveLength(MAX_VIEWS_A_PERSON);
  await aView(grace);
});

it.each([
  ['no name', { name: '  ' }, 'name'],
  ['an endless name', { name: 'x'.repeat(61) }, 'name'],
  ['a name of two lines', { name: 'a\nb' }, 'name'],
  ['no columns', { columns: [] }, 'columns'],
  ['an unknown column', { columns: ['password'] }, 'columns'],
  ['an unknown filter', { query: { filters: { password: { $eq: 'x' } } } }, 'query'],
  ['an unknown operator', { query: { filters: { status: { $ne: 'active' } } } }, 'query'],
  ['an unknown status', { query: { filters: { status: { $eq: 'dead' } } } }, 'query'],
  ['a sort there is not', { query: { sort: 'password:asc' } }, 'query'],
  ['a page', { query: { page: '2' } }, 'query'],
  ['a query that is none', { query: 'status=active' }, 'query'],
  ['an owner', { ownerId: 1 }, 'ownerId'],
])('refuses %s, and names it', async (_, body, field) => {
  const view = await aView(ada, { name: 'Whole' });

  for (const answer of [await create(ada, body), await change(ada, view, body)]) {
    expect([answer.status, answer.body.error?.details.code]).toEqual([400, 'VALIDATION']);
    expect(answer.body.error.details.errors[0].path[0]).toBe(field);
  }
});

it('names the part of the query that is wrong', async () => {
  const { body } = await create(ada, { query: { filters: { shoeSize: { $eq: '43' } } } });

  expect(body.error.details.errors).toContainEqual({
    path: ['query', 'filters', 'shoeSize'],
    message: 'unknown field',
    reason: 'unknown-field',
    code: 'UNKNOWN_FIELD',
  });
});

it('goes with its owner where it is private, and stays where it is shared', async () => {
  const leaver = await aUserAtWork({ roles: [role.id] });
  await aView(leaver, { name: 'Private' });
  const view = await aView(leaver, { name: 'Shared', isShared: true });

  succeed(await http.delete(`/admin/users/${leaver.adminUserId}`, { token: await superAdmin() }));

  expect(await sql('SELECT ?? FROM ??', ['name', 'gatehouse_saved_views'])).toEqual([{ name: 'Shared' }]);
  expect(await seenBy(ada)).toEqual([{ ...view, isOwn: false, owner: null }]);
  expect(await remove(ada, view)).toFailWith({ status: 403, code: 'NOT_YOUR_VIEW' });
  succeed(await remove({ ...ada, token: await superAdmin() }, view));
});

it('shows what another version saved and this one cannot read, as far as it can', async () => {
  await aView(ada);
  await sql('UPDATE ?? SET ?? = ?', [
    'gatehouse_saved_views',
    'query',
    '{"filters":{"shoeSize":{"$eq":"43"}}}',
  ]);

  expect(await seenBy(ada)).toMatchObject([{ name: 'Dormant', columns: VIEW.columns, query: {} }]);
});
