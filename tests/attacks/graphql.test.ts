import { startStrapi, type Server } from '../support';

/** What anybody, and what programs with Strapi's own API tokens, can ask of Strapi's GraphQL plugin. */
let server: Server;
type Caller = 'nobody' | 'read-only' | 'full-access';
const tokens: Partial<Record<Caller, string>> = {};
beforeAll(async () => {
  server = await startStrapi({ env: { GRAPHQL: 'true' } });
  await server.sql('INSERT INTO ?? (??, ??) VALUES (?, ?)', [
    ...['articles', 'document_id', 'title'],
    ...['ours', 'News'],
  ]);
  for (const type of ['read-only', 'full-access'] as const) {
    const { body } = await server.http.post('/admin/api-tokens', {
      token: await server.superAdmin(),
      body: { name: type, type, lifespan: null },
    });
    tokens[type] = body.data.accessKey;
  }
});
afterAll(() => server?.stop());

const ask = (caller: Caller, query: string) =>
  server.http.post('/graphql', { token: tokens[caller], body: { query } });

const callers: Caller[] = ['nobody', 'read-only', 'full-access'];

it.each<[Caller, object]>([
  ['nobody', { data: null, errors: [expect.objectContaining({ message: 'Forbidden access' })] }],
  ['read-only', { data: { articles: [{ title: 'News' }] } }],
  ['full-access', { data: { articles: [{ title: 'News' }] } }],
])('answers %s about content as Strapi does', async (caller, answer) => {
  const { status, body } = await ask(caller, '{ articles { title } }');

  expect([status, body]).toEqual([200, answer]);
});

it.each(callers)('tells %s of nothing that belongs to users of the panel', async (caller) => {
  const fields = 'fields { name type { name ofType { name } } args { name type { name } } }';
  const { body } = await ask(caller, `{ __schema { types { name ${fields} inputFields { name } } } }`);

  const names = JSON.stringify(body.data).match(/(?<="name":")[^"]+/g) ?? [];
  expect(names).toContain('Article');
  expect(names).toContain('createArticle');
  expect(names.filter((name) => /gatehouse|^_?admin|passwordHash|tokenHash/i.test(name))).toEqual([]);
});

it.each(callers)('lets %s ask for none of it', async (caller) => {
  const asked = [
    '{ gatehouseUsers { userName lock } }',
    '{ gatehouseUser(documentId: "1") { email } }',
    '{ gatehousePasswordHistories { passwordHash } }',
    '{ gatehouseFactors { secret } }',
    '{ adminUsers { password } }',
    'mutation { createGatehouseLink(data: { userId: 1, kind: "reset", tokenHash: "x" }) { documentId } }',
    'mutation { updateGatehouseUser(documentId: "1", data: { mfaEnabled: false }) { documentId } }',
    'mutation { deleteGatehouseFactor(documentId: "1") { documentId } }',
  ];
  const answers = await Promise.all(asked.map((query) => ask(caller, query)));

  for (const { status, body } of answers) {
    expect([status, body.data, body.errors[0].message]).toEqual([
      400,
      undefined,
      expect.stringMatching(/^Cannot query field/),
    ]);
  }
});
