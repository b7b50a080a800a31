import { type Account, MAX_ACCOUNT_DEPTH } from '../../../shared/contracts/accounts';
import { shared, succeed } from '../vocabulary';
import { accountsAt } from './vocabulary';

const { aUser, gatehouse, putBack, queries, sql } = shared;
const { aLimitedAdmin, anAccount, clear, manyBelow, place, tree } = accountsAt(shared);

// Other files leave some behind.
beforeAll(clear);
afterEach(clear);
afterAll(putBack);

const change = (id: number, body: object) => gatehouse.put(`/accounts/${id}`, { body });
const remove = (id: number) => gatehouse.delete(`/accounts/${id}`);
const parents = async () => Object.fromEntries((await tree()).map(({ id, parent }) => [id, parent]));
const childrenOf = async (parent: number | null) =>
  (await tree()).filter((account) => account.parent === parent).map(({ id }) => id);

it('tells each account with its parent and how many belong to it itself, and to it or below', async () => {
  const top = await anAccount(null, 'Acme');
  const below = await anAccount(top, 'Europe');
  await place(await aUser(), [{ account: top }, { account: below }]);
  await place(await aUser(), [{ account: below }]);

  expect(await tree()).toEqual([
    { id: top, name: 'Acme', parent: null, userCount: 1, allUserCount: 2, mayChange: true },
    { id: below, name: 'Europe', parent: top, userCount: 2, allUserCount: 2, mayChange: true },
  ]);
});

it('counts the users that the list shows for each account, for whoever asks', async () => {
  const top = await anAccount(null, 'Acme');
  const [europe, asia] = [await anAccount(top, 'Europe'), await anAccount(top, 'Asia')];
  const berlin = await anAccount(europe, 'Berlin');
  await place(await aUser(), [{ account: top }, { account: berlin }]);
  await place(await aUser(), [{ account: europe }, { account: berlin }, { account: asia }]);
  await place(await aUser({ state: 'disabled' }), [{ account: asia }]);
  const gone = await aUser();
  await place(gone, [{ account: berlin }]);
  succeed(await gatehouse.delete(`/users/${gone.id}`));
  const admin = await aLimitedAdmin([europe]);

  const counted = async (ask: object) => {
    const accounts: Account[] = succeed(await gatehouse.get('/accounts', ask)).body.data;
    const shown = await Promise.all(
      accounts.map(async ({ id }) => {
        const list = succeed(await gatehouse.get(`/users?filters[account][$eq]=${id}`, ask));
        return [id, list.body.meta.pagination.total] as const;
      }),
    );
    const said = accounts.map(({ id, allUserCount }) => [id, allUserCount]);
    expect(said).toEqual(shown);
    return Object.fromEntries(said);
  };

  expect(await counted({})).toEqual({ [top]: 4, [europe]: 3, [asia]: 2, [berlin]: 2 });
  expect(await counted(admin.ask)).toEqual({ [europe]: 3, [berlin]: 2 });
});

it('renames an account', async () => {
  const id = await anAccount();

  expect(succeed(await change(id, { name: '  Acme  ' })).body.data).toMatchObject({ id, name: 'Acme' });
});

it('moves an account with all that is below', async () => {
  const [a, b] = [await anAccount(), await anAccount()];
  const child = await anAccount(a);
  const grandchild = await anAccount(child);
  const user = await aUser();
  await place(user, [{ account: grandchild }]);

  succeed(await change(child, { parent: b }));

  expect(await parents()).toMatchObject({ [child]: b, [grandchild]: child });
  const found = async (id: number) =>
    succeed(await gatehouse.get(`/users?filters[account][$eq]=${id}`)).body.data.map(
      (one: { id: number }) => one.id,
    );
  expect([await found(a), await found(b)]).toEqual([[], [user.id]]);
});

it('puts an account in its place among its siblings', async () => {
  const [a, b, c] = [await anAccount(), await anAccount(), await anAccount()];
  const below = await anAccount(a);

  succeed(await change(c, { position: 0 }));
  expect(await childrenOf(null)).toEqual([c, a, b]);
  succeed(await change(c, { position: 1 }));
  expect(await childrenOf(null)).toEqual([a, c, b]);
  succeed(await change(below, { parent: null, position: 1 }));
  expect(await childrenOf(null)).toEqual([a, below, c, b]);
  succeed(await change(a, { position: 99 }));
  expect(await childrenOf(null)).toEqual([below, c, b, a]);
});

it('has no two siblings of one name, however it is written, and cousins that may', async () => {
  const top = await anAccount(null, 'Acme');
  const other = await anAccount(null, 'Beta');
  await anAccount(top, 'Europe');
  const moved = await anAccount(other, 'EUROPE');
  const taken = { status: 400, code: 'ACCOUNT_NAME_TAKEN' };

  expect(await gatehouse.post('/accounts', { body: { name: 'ACME' } })).toFailWith(taken);
  expect(await change(other, { name: 'aCme' })).toFailWith(taken);
  expect(await change(moved, { parent: top })).toFailWith(taken);
  expect(await parents()).toMatchObject({ [moved]: other });
  expect((await change(top, { name: 'ACME' })).status).toBe(200);
});

it('is never moved below itself, not even by two moves at once', async () => {
  const [a, b] = [await anAccount(), await anAccount()];
  const below = await anAccount(a);

  for (const parent of [a, below])
    expect(await change(a, { parent })).toFailWith({ status: 400, code: 'ACCOUNT_CYCLE' });

  const answers = await Promise.all([change(a, { parent: b }), change(b, { parent: a })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  const paths = await sql<{ path: string }>('SELECT ?? FROM ??', ['path', 'gatehouse_accounts']);
  for (const { path } of paths)
    expect(new Set(path.split('/').filter(Boolean)).size).toBe(path.split('/').length - 2);
});

it('is no deeper than it may be, and is not moved there either', async () => {
  let deepest = await anAccount();
  for (let depth = 2; depth <= MAX_ACCOUNT_DEPTH; depth += 1) deepest = await anAccount(deepest);
  const two = await anAccount();
  await anAccount(two);
  const tooDeep = { status: 400, code: 'ACCOUNT_TOO_DEEP' };

  expect(await gatehouse.post('/accounts', { body: { name: 'x', parent: deepest } })).toFailWith(tooDeep);
  expect(await change(two, { parent: (await parents())[deepest] })).toFailWith(tooDeep);
});

it('is deleted only when nothing is below and nobody belongs to it', async () => {
  const top = await anAccount();
  const below = await anAccount(top);
  const user = await aUser();
  await place(user, [{ account: below }]);
  const notEmpty = { status: 400, code: 'ACCOUNT_NOT_EMPTY' };

  expect(await remove(top)).toFailWith(notEmpty);
  expect(await remove(below)).toFailWith(notEmpty);
  await place(user, []);
  expect([(await remove(below)).status, (await remove(top)).status]).toEqual([200, 200]);
  expect(await tree()).toEqual([]);
});

it('refuses parents and accounts that are not there', async () => {
  const id = await anAccount();

  expect(await gatehouse.post('/accounts', { body: { name: 'x', parent: 99_999 } })).toFailWith({
    status: 400,
    code: 'UNKNOWN_ACCOUNT',
  });
  expect(await change(id, { parent: 99_999 })).toFailWith({ status: 400, code: 'UNKNOWN_ACCOUNT' });
  expect(await change(99_999, { name: 'x' })).toFailWith({ status: 404, code: 'NOT_FOUND' });
  expect(await remove(99_999)).toFailWith({ status: 404, code: 'NOT_FOUND' });
});

it('writes down who changed the tree', async () => {
  const id = await anAccount(null, 'Acme');
  succeed(await change(id, { name: 'Acme Ltd' }));
  succeed(await remove(id));

  const rows = await sql<{ action: string; target_name: string }>(
    'SELECT ??, ?? FROM ?? WHERE ?? LIKE ? ORDER BY ??',
    [...['action', 'target_name', 'gatehouse_notes', 'action', 'account-%', 'id']],
  );
  expect(rows.slice(-3)).toMatchObject([
    { action: 'account-created', target_name: 'Acme' },
    { action: 'account-changed', target_name: 'Acme Ltd' },
    { action: 'account-deleted', target_name: 'Acme Ltd' },
  ]);
});

it('asks the database no more often for a thousand accounts than for one', async () => {
  const top = await anAccount();
  const ofOne = await queries.count(tree);
  await manyBelow(top, 999);

  expect(await tree()).toHaveLength(1000);
  expect(await queries.count(tree)).toBe(ofOne);
});
