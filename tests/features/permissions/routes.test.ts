import type { Contract } from '../../../shared/contracts';
import { PERMISSIONS, type Permission } from '../../../shared/permissions';
import { contracts } from '../contracts';
import { shared, type Person, type State } from '../vocabulary';
import { requestFor, requests, send } from './requests';

const { aRole, aUser, aUserAtWork, call, http, permit, putBack, sql, superAdmin } = shared;

/** What a request asks for besides what its route does, as it depends on what it is to do. */
const alsoNeeds: Record<string, Permission[]> = {
  bulkUsers: ['users.lifecycle'],
  previewBulk: ['users.lifecycle'],
};

type Clerk = Person & { token: string; role: number };
/** Whose role changes from route to route: little, as Strapi takes its time over each permission. */
let almighty: Clerk;
let clerk: Clerk;
let emptyRole: number;
beforeAll(async () => {
  const aClerk = async (): Promise<Clerk> => {
    const role = (await aRole()).id;
    return { ...(await aUserAtWork({ roles: [role] })), role };
  };
  [almighty, clerk] = [await aClerk(), await aClerk()];
  emptyRole = (await aRole()).id;
});
afterAll(putBack);

/** What it is about is made anew for each. */
const ask = async (name: string, contract: Contract, asker: Clerk, token?: string) => {
  const about = {
    asker,
    user: (state?: State) => aUser({ roles: [emptyRole], ...(state && { state }) }),
  };
  return send(contract, await requestFor(name, { ...about, role: emptyRole }), { token, from: asker.from });
};

it('has a request for every route, and none for no route', () => {
  expect(Object.keys(requests).sort()).toEqual(contracts.map(([name]) => name).sort());
});

/** About one's own user: for every session, whatever its permissions. */
const isOwn = ({ permissions, isOpen }: Contract) => permissions.length === 0 && !isOpen;

describe.each(contracts.filter(([, contract]) => isOwn(contract)))('%s', (name, contract) => {
  it('answers 401 without a token', async () => {
    expect((await ask(name, contract, clerk)).status).toBe(401);
  });

  it('works for who holds no permission at all', async () => {
    await permit(clerk.role, []);

    const answer = await ask(name, contract, clerk, clerk.token);
    expect([name, answer.status, answer.body?.error]).toEqual([name, contract.status, undefined]);
  });
});

describe.each(contracts.filter(([, { isOpen }]) => isOpen))('%s', (name, contract) => {
  it('asks for no session, and opens nothing to who brings no token that was given out', async () => {
    const { status, body } = await ask(name, contract, clerk);

    expect([status, body.data]).toEqual([400, null]);
  });
});

describe.each(contracts.filter(([, { permissions }]) => permissions.length > 0))('%s', (name, contract) => {
  it('answers 401 without a token', async () => {
    expect((await ask(name, contract, clerk)).status).toBe(401);
  });

  it('answers 403 to who holds every permission but this, and works for who holds this and no other', async () => {
    const all = PERMISSIONS.map(({ uid }) => uid);
    expect(contract.permissions.length).toBeGreaterThan(0);

    const needs = [...contract.permissions, ...(alsoNeeds[name] ?? [])];
    for (const missing of needs) {
      await permit(
        almighty.role,
        all.filter((permission) => permission !== missing),
      );
      expect((await ask(name, contract, almighty, almighty.token)).status).toBe(403);
    }

    await permit(clerk.role, needs);
    const answer = await ask(name, contract, clerk, clerk.token);
    expect([name, answer.status, answer.body?.error]).toEqual([name, contract.status, undefined]);
  });
});

it('is a permission of some route, each that the role editor offers', () => {
  const used = new Set(contracts.flatMap(([, { permissions, sometimes }]) => [...permissions, ...sometimes]));

  expect(PERMISSIONS.map(({ uid }) => uid).filter((uid) => !used.has(uid))).toEqual([]);
});

it('answers 404 at a path that is no route, whoever asks', async () => {
  const token = await superAdmin();

  expect((await http.get('/gatehouse/nothing', { token })).status).toBe(404);
  expect((await http.get('/gatehouse', { token })).status).toBe(404);
  expect((await http.patch(`/gatehouse/users/${clerk.id}`, { token, body: {} })).status).toBe(405);
});

describe('the tables of Gatehouse', () => {
  let uids: string[];
  beforeAll(async () => {
    uids = await call<string[]>(
      `[...strapi.db.metadata.keys()].filter((uid) => uid.startsWith('plugin::gatehouse.'))`,
    );
    expect(uids).toContain('plugin::gatehouse.role-group');
  });

  it('are no content types, in no list of them', async () => {
    const token = await superAdmin();
    const lists = await Promise.all(
      [
        '/content-manager/init',
        '/content-manager/content-types',
        '/content-manager/content-types-settings',
        '/content-type-builder/content-types',
        '/admin/permissions',
      ].map((list) => http.get(list, { token })),
    );

    expect(lists.map(({ status }) => status)).toEqual(lists.map(() => 200));
    const told = lists.map(({ body }) => JSON.stringify(body)).join('\n');
    expect(told).toContain('api::article.article');
    expect(uids.filter((uid) => told.includes(`"${uid}"`))).toEqual([]);
    expect((await http.get('/api/gatehouse/users')).status).toBe(404);
    expect((await http.get('/api/users')).body?.data).toBeFalsy();
  });

  it('are unknown to the Content Manager, for a super admin too', async () => {
    const token = await superAdmin();
    const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
      'document_id',
      'gatehouse_users',
      'id',
      (await aUser()).id,
    ]);
    const asked = async (uid: string) => {
      const at = `/content-manager/collection-types/${uid}`;
      const answers = [
        await http.get(at, { token }),
        await http.get(`${at}/${row?.document_id}`, { token }),
        await http.post(at, { token, body: { name: 'x', value: '{}' } }),
        await http.put(`${at}/${row?.document_id}`, { token, body: { lifecycle: 'active' } }),
        await http.delete(`${at}/${row?.document_id}`, { token }),
        await http.post(`${at}/actions/bulkDelete`, { token, body: { documentIds: [row?.document_id] } }),
        await http.get(`/content-manager/content-types/${uid}/configuration`, { token }),
      ];
      return answers.map(({ status }) => status);
    };

    // There is no article of that id.
    expect(await asked('api::article.article')).toEqual([200, 404, 400, 404, 404, 404, 200]);
    const unknown = await asked('plugin::gatehouse.no-such-type');
    expect(unknown.every((status) => status === 403 || status === 404)).toBe(true);
    for (const uid of uids) expect(await asked(uid)).toEqual(unknown);
  });

  it('are nothing that a role can be given', async () => {
    const token = await superAdmin();
    const grant = (subject: string) =>
      http.put(`/admin/roles/${emptyRole}/permissions`, {
        token,
        body: {
          permissions: [
            {
              action: 'plugin::content-manager.explorer.read',
              subject,
              properties: { fields: [] },
              conditions: [],
            },
          ],
        },
      });

    expect((await grant('api::article.article')).status).toBe(200);
    for (const uid of uids) expect([uid, (await grant(uid)).status]).toEqual([uid, 400]);
  });
});
