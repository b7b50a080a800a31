import { anEditorWith, articles } from '../features/doors/admin-tokens';
import { ELSEWHERE, succeed } from '../features/vocabulary';
import { thePair, type Member } from './servers';

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
});
afterEach(() => one.putBack());

const LIST = '/content-manager/collection-types/api::article.article';

/** Somebody who has read articles at both servers, so that either knows what they may do. */
const aReader = async () => {
  const editor = await anEditorWith(one, [articles('read')]);
  const { token } = await one.signIn(editor);
  const asks = async () => {
    const ask = async ({ http }: Member) => (await http.get(LIST, { token, from: editor.from })).status;
    return [await ask(one), await ask(other)];
  };
  expect([await asks(), await asks()]).toEqual([
    [200, 200],
    [200, 200],
  ]);
  const [held] = await one.sql('SELECT * FROM ?? WHERE ?? = ?', [
    'admin_users_roles_lnk',
    'user_id',
    editor.adminUserId,
  ]);
  return { ...editor, token, asks, role: Number(held?.role_id) };
};
type Reader = Awaited<ReturnType<typeof aReader>>;

const put = async (server: Member, path: string, body: object) =>
  succeed(await server.http.put(path, { token: await server.superAdmin(), body }));

it.each<[string, (reader: Reader) => Promise<unknown>, (reader: Reader) => Promise<unknown>, number]>([
  [
    'the role has lost the permission',
    ({ role }) => put(one, `/admin/roles/${role}/permissions`, { permissions: [] }),
    ({ role }) => put(one, `/admin/roles/${role}/permissions`, { permissions: [articles('read')] }),
    403,
  ],
  [
    'the user has another role',
    async (reader) => put(one, `/gatehouse/users/${reader.id}`, { roles: [(await one.aRole()).id] }),
    (reader) => put(one, `/gatehouse/users/${reader.id}`, { roles: [reader.role] }),
    403,
  ],
  ['the user is suspended', (user) => one.act(user, 'suspend'), (user) => one.act(user, 'enable'), 401],
  ['the user is locked', (user) => one.act(user, 'lock'), (user) => one.act(user, 'unlock'), 401],
  [
    'an IP rule shuts the user out',
    (user) => one.addRule({ scope: 'user', user: user.id, range: ELSEWHERE }),
    () => one.sql('DELETE FROM ??', ['gatehouse_ip_rules']),
    401,
  ],
])(
  'once %s at one server, the very next request at each is refused; and is not, once it is as before',
  async (_, shut, open, status) => {
    const reader = await aReader();

    await shut(reader);
    expect(await reader.asks()).toEqual([status, status]);

    await open(reader);
    const { token } = await one.signIn(reader);
    const asks = async ({ http }: Member) => (await http.get(LIST, { token, from: reader.from })).status;
    expect([await asks(one), await asks(other)]).toEqual([200, 200]);
  },
);
