import { logEntry } from '../../../shared/contracts/log';
import { ELSEWHERE, OFFICE, shared, succeed } from '../vocabulary';

const { addRule, aRole, aUserAtWork, gatehouse, http, putBack, superAdmin } = shared;
afterEach(putBack);

const FIND = 'api::article.article.find';

const set = ({ id }: { id: number }, body: object) => gatehouse.put(`/roles/${id}`, { body });
const changesOf = async ({ id }: { id: number }, query = '') =>
  succeed(await gatehouse.get(`/roles/${id}/changes${query}`)).body;

it('says who changed what of a role, newest first', async () => {
  const role = await aRole();
  const admin = await aUserAtWork({ roles: ['strapi-super-admin'], firstname: 'Grace', lastname: 'Hopper' });
  expect(await changesOf(role)).toMatchObject({ data: [], meta: { pagination: { total: 0 } } });

  succeed(await set(role, { maxSessions: 3 }));
  succeed(
    await gatehouse.put(`/roles/${role.id}`, {
      token: admin.token,
      from: admin.from,
      body: { apiActions: [FIND], userTypes: ['api-only'], maxSessions: null },
    }),
  );

  const { data, meta } = await changesOf(role);
  expect(data).toMatchObject([
    {
      action: 'role-changed',
      changes: {
        apiActions: { before: [], after: [FIND] },
        userTypes: { before: ['panel', 'api-only', 'end-user'], after: ['api-only'] },
        maxSessions: { before: 3, after: null },
      },
      actor: { id: admin.adminUserId, name: 'Grace Hopper' },
      ip: admin.from,
    },
    { changes: { maxSessions: { before: null, after: 3 } }, actor: { name: 'First Admin' } },
  ]);
  expect(logEntry.strict().safeParse(data[0]).success).toBe(true);
  expect(meta.pagination.total).toBe(2);
  await gatehouse.delete(`/users/${admin.id}`);
});

it('tells roles apart that are called the same, one after the other', async () => {
  const token = await superAdmin();
  const former = await aRole();
  succeed(await set(former, { maxSessions: 3 }));
  const other = await aRole();
  const rename = (id: number, name: string) =>
    http.put(`/admin/roles/${id}`, { token, body: { name, description: '' } });
  succeed(await rename(former.id, `${former.name} once`));
  succeed(await rename(other.id, former.name));
  succeed(await set(other, { maxSessions: 7 }));

  expect((await changesOf(other)).data).toMatchObject([
    { changes: { maxSessions: { after: 7 } } },
    { changes: { name: { after: former.name } } },
  ]);
  expect((await changesOf(former)).data).toMatchObject([
    { changes: { name: { before: former.name } } },
    { changes: { maxSessions: { after: 3 } } },
  ]);
});

it('holds the IP rules of the role, and no others', async () => {
  const role = await aRole();
  const admin = await aUserAtWork();
  await addRule({ scope: 'user', user: admin.id, range: ELSEWHERE });
  await addRule({ scope: 'role', role: (await aRole()).id, range: ELSEWHERE });

  const rule = await addRule({ scope: 'role', role: role.id, range: OFFICE });
  succeed(await gatehouse.put(`/ip-rules/${rule}`, { body: { range: ELSEWHERE } }));
  succeed(await gatehouse.delete(`/ip-rules/${rule}`));

  expect((await changesOf(role)).data).toMatchObject([
    { action: 'ip-rule-removed', changes: { ipRule: { before: ELSEWHERE, after: null } } },
    { action: 'ip-rule-changed', changes: { ipRule: { before: OFFICE, after: ELSEWHERE } } },
    { action: 'ip-rule-added', changes: { ipRule: { before: null, after: OFFICE } } },
  ]);
});

it('is paged', async () => {
  const role = await aRole();
  for (const maxSessions of [1, 2, 3]) succeed(await set(role, { maxSessions }));

  const { data, meta } = await changesOf(role, '?page=2&pageSize=2');

  expect(data).toMatchObject([{ changes: { maxSessions: { after: 1 } } }]);
  expect(meta.pagination).toMatchObject({ page: 2, pageCount: 2, total: 3 });
});

it('is of no role that there is not', async () => {
  expect(await gatehouse.get('/roles/999999/changes')).toFailWith({ status: 404, code: 'NOT_FOUND' });
});
