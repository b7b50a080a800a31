import { type Person, shared, succeed } from '../vocabulary';
import { ARTICLE, CONDITION, dacGroupsAt } from './vocabulary';

const { aRole, aUserAtWork, call, http, putBack, superAdmin, whileBroken } = shared;
const { aGroup, anArticle, give, permitOn } = dacGroupsAt(shared);

type AtWork = Person & { token: string };

const articles = `/content-manager/collection-types/${ARTICLE}`;
const titlesFor = async ({ token, from }: Pick<AtWork, 'token' | 'from'>, query = '') => {
  const { status, body } = await http.get(`${articles}?pageSize=100${query}`, { token, from });
  return status === 200 ? body.results.map(({ title }: { title: string }) => title).sort() : status;
};
const oneFor = async ({ token, from }: AtWork, id: string) =>
  (await http.get(`${articles}/${id}`, { token, from })).status;

const ALL = ['read', 'update', 'delete'];

let role: { id: number };
let editor: AtWork;
let sales: { id: number; code: string };
let legal: { id: number; code: string };
let ids: { sales: string; legal: string; none: string };
beforeAll(async () => {
  [sales, legal] = [await aGroup(), await aGroup()];
  ids = {
    sales: await anArticle({ title: 'Of sales', dacGroup: sales.code }),
    legal: await anArticle({ title: 'Of legal', dacGroup: legal.code }),
    none: await anArticle({ title: 'Of nobody' }),
  };
});
beforeEach(async () => {
  role = await aRole();
  await permitOn(role.id, { actions: ALL });
  editor = await aUserAtWork({ roles: [role.id] });
});
afterAll(async () => {
  await call(`strapi.db.query('${ARTICLE}').deleteMany({})`);
  await putBack();
});

it('stands in the role editor among the conditions', async () => {
  const { body } = await http.get('/admin/permissions', { token: await superAdmin() });

  expect(body.data.conditions).toContainEqual({
    id: CONDITION,
    displayName: "Is in the entry's DAC group",
    category: 'default',
  });
});

it('shows an editor the entries of their groups alone, from the next request after a group is given or taken', async () => {
  expect(await titlesFor(editor)).toEqual([]);

  succeed(await give(editor, [sales]));
  expect(await titlesFor(editor)).toEqual(['Of sales']);
  expect([await oneFor(editor, ids.sales), await oneFor(editor, ids.legal)]).toEqual([200, 403]);

  succeed(await give(editor, [sales, legal]));
  expect(await titlesFor(editor)).toEqual(['Of legal', 'Of sales']);
  expect(await oneFor(editor, ids.legal)).toBe(200);

  succeed(await give(editor, []));
  expect(await titlesFor(editor)).toEqual([]);
  expect(await oneFor(editor, ids.sales)).toBe(403);
});

it('lets them change and delete entries of their groups alone', async () => {
  const [mine, theirs] = [await aGroup(), await aGroup()];
  const [own, other] = [await anArticle({ dacGroup: mine.code }), await anArticle({ dacGroup: theirs.code })];
  succeed(await give(editor, [mine]));
  const { token, from } = editor;
  const change = (id: string) => http.put(`${articles}/${id}`, { token, from, body: { title: 'Changed' } });
  const remove = (id: string) => http.delete(`${articles}/${id}`, { token, from });

  expect([(await change(own)).status, (await change(other)).status]).toEqual([200, 403]);
  expect([(await remove(own)).status, (await remove(other)).status]).toEqual([200, 403]);
  const left = await http.get(`${articles}/${other}`, { token: await superAdmin() });
  expect(left.body.data.title).toBe('An article');
});

it('is not to be got round by what a list is asked for', async () => {
  succeed(await give(editor, [sales]));

  for (const query of [
    `&filters[dacGroup][$eq]=${legal.code}`,
    `&filters[$or][0][dacGroup][$eq]=${legal.code}&filters[$or][1][id][$gt]=0`,
    '&filters[dacGroup][$null]=true',
    '&_q=legal',
    '&fields[0]=title',
  ]) {
    const seen = await titlesFor(editor, query);
    expect([query, seen]).toEqual([query, expect.not.arrayContaining(['Of legal'])]);
    expect([query, seen]).toEqual([query, expect.not.arrayContaining(['Of nobody'])]);
  }
});

it('tells codes apart that only begin alike', async () => {
  const longer = await aGroup(`${sales.code}.x`);
  await anArticle({ title: 'Of longer', dacGroup: longer.code });
  succeed(await give(editor, [longer]));

  expect(await titlesFor(editor)).toEqual(['Of longer']);
});

it('holds for the admin tokens of the user too', async () => {
  await permitOn(role.id, { actions: ['read'], also: ['admin::admin-tokens.create'] });
  const { token, from } = editor;
  const made = await http.post('/admin/admin-tokens', {
    token,
    from,
    body: {
      name: `Token of ${editor.email}`,
      lifespan: null,
      // Without the condition: a token that asks for more than its owner holds gets the condition all the same.
      adminPermissions: [
        {
          action: 'plugin::content-manager.explorer.read',
          subject: ARTICLE,
          properties: { fields: ['title', 'body', 'dacGroup'] },
          conditions: [],
        },
      ],
    },
  });
  const key = { ...editor, token: succeed(made, 201).body.data.accessKey };

  expect(await titlesFor(key)).toEqual([]);
  succeed(await give(editor, [sales]));
  expect(await titlesFor(key)).toEqual(['Of sales']);
  expect([await oneFor(key, ids.sales), await oneFor(key, ids.legal)]).toEqual([200, 403]);
  succeed(await give(editor, [legal]));
  expect(await titlesFor(key)).toEqual(['Of legal']);
});

it('reads the groups once a request, however many permissions it stands on', async () => {
  succeed(await give(editor, [sales]));

  const statements = await shared.queries.during(() => titlesFor(editor));

  expect(statements.filter((sql) => sql.includes('gatehouse_user_dac_groups'))).toHaveLength(1);
});

it('fails closed: shows nothing where the groups cannot be read, and everything of theirs afterwards', async () => {
  succeed(await give(editor, [sales]));

  const seen = await whileBroken('select', 'gatehouse_user_dac_groups', () => titlesFor(editor));

  expect(seen).toBe(403);
  expect(await titlesFor(editor)).toEqual(['Of sales']);
});
