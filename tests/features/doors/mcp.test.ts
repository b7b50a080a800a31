import { vocabularyAt } from '../../support/vocabulary';
import { DAY, ELSEWHERE, gatehouseAt, OFFICE, startStrapi, type Person, type Server } from '../vocabulary';
import { anAdminTokenOf, anEditorWith, articles, aTokenOwner } from './admin-tokens';

let server: Server;
let at: ReturnType<typeof gatehouseAt>;
beforeAll(async () => {
  server = await startStrapi({ env: { MCP: 'true' } });
  at = gatehouseAt(vocabularyAt(() => server.url));
});
afterEach(() => at.putBack());
afterAll(() => server.stop());

type Owner = Person & { key: string };

const anOwner = async (): Promise<Owner> => {
  const owner = await aTokenOwner(at);
  return { ...owner, key: await anAdminTokenOf(at, owner) };
};

const say = ({ key, from }: Pick<Owner, 'key' | 'from'>, method: string, params: object) =>
  at.http.post('/mcp', {
    token: key,
    from,
    headers: { accept: 'application/json, text/event-stream' },
    body: { jsonrpc: '2.0', id: 1, method, params },
  });
/** What an AI client says first. */
const connect = (owner: Pick<Owner, 'key' | 'from'>) =>
  say(owner, 'initialize', {
    protocolVersion: '2025-03-26',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  });

const expectServed = ({ status, body }: Awaited<ReturnType<typeof connect>>) => {
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('serverInfo');
};
const expectRefused = ({ status, body }: Awaited<ReturnType<typeof connect>>) => {
  expect(status).toBe(401);
  expect(JSON.stringify(body)).not.toContain('serverInfo');
  expect(JSON.stringify(body)).not.toMatch(/suspend|lock|deactivat|address/i);
};

it('serves the token of an active owner, and nobody without one', async () => {
  const owner = await anOwner();

  expectServed(await connect(owner));
  expectRefused(await connect({ ...owner, key: 'f'.repeat(256) }));
});

it.each<[string, string, (owner: Owner) => Promise<unknown>, (owner: Owner) => Promise<unknown>]>([
  ['is suspended', 'suspended', (owner) => at.act(owner, 'suspend'), (owner) => at.act(owner, 'enable')],
  ['is locked', 'locked-by-admin', (owner) => at.act(owner, 'lock'), (owner) => at.act(owner, 'unlock')],
  ['is disabled', 'disabled', (owner) => at.act(owner, 'disable'), (owner) => at.act(owner, 'enable')],
  [
    'is out of their dates',
    'expired',
    async (owner) => at.change(owner, { validTo: await at.fromNow(-DAY) }),
    (owner) => at.change(owner, { validTo: null }),
  ],
])(
  'turns away the token of an owner who %s, records it, and serves it again afterwards',
  async (_, reason, shut, open) => {
    const owner = await anOwner();
    await shut(owner);

    expectRefused(await connect(owner));
    expectRefused(await connect(owner));

    const attempts = (await at.attemptsOf(owner)).filter(({ method }) => method === 'api-token');
    expect(attempts).toMatchObject([{ realm: 'api', outcome: 'failure', reason, ip: owner.from, count: 2 }]);
    await open(owner);
    expectServed(await connect(owner));
  },
);

it('serves a token at the addresses of its owner alone', async () => {
  const owner = await anOwner();
  await at.addRule({ scope: 'user', user: owner.id, range: OFFICE });

  expectRefused(await connect({ ...owner, from: ELSEWHERE }));
  expectServed(await connect({ ...owner, from: OFFICE }));
});

it('serves nobody whose owner cannot be asked about', async () => {
  const owner = await anOwner();

  expectRefused(await at.whileBroken('select', 'gatehouse_users', () => connect(owner)));
  expectServed(await connect(owner));
});

it('serves a token no field that its owner’s role holds no more, nor takes one', async () => {
  const all = [articles('read'), articles('create')];
  const editor = await anEditorWith(at, all);
  const owner = { ...editor, key: await anAdminTokenOf(at, editor, all) };
  const use = async (name: string, args: object) =>
    JSON.stringify((await say(owner, 'tools/call', { name, arguments: args })).body);
  expect(await use('create_article', { data: { title: 'Shown', body: 'A secret' } })).toContain('Shown');
  expect(await use('list_article', {})).toContain('A secret');

  await editor.narrow([articles('read', { fields: ['title'] }), articles('create', { fields: ['title'] })]);

  const listed = await use('list_article', {});
  expect(listed).toContain('Shown');
  expect(listed).not.toContain('A secret');
  await use('create_article', { data: { title: 'Second', body: 'Smuggled' } });
  expect(await at.sql('SELECT ?? FROM ?? WHERE ?? = ?', ['title', 'articles', 'body', 'Smuggled'])).toEqual(
    [],
  );
});
