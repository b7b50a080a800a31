import type { Contract } from '../../../shared/contracts';
import { PERMISSIONS, type Permission } from '../../../shared/permissions';
import { contracts } from '../contracts';
import { shared, type Person, type State } from '../vocabulary';
import { requestFor, requests, send } from './requests';

const { aRole, aUser, aUserAtWork, call, http, permit, putBack, read, sql, superAdmin } = shared;

/** What a request asks for besides what its route does, as it depends on what it is to do. */
const alsoNeeds: Record<string, Permission[]> = { bulkUsers: ['users.lifecycle'] };

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
      `Object.keys(strapi.contentTypes).filter((uid) => uid.startsWith('plugin::gatehouse.'))`,
    );
  });
  const at = (uid: string) => `/content-manager/collection-types/${uid}`;

  it('are not shown in the Content Manager, nor served to the world', async () => {
    const { body } = await http.get('/content-manager/content-types', { token: await superAdmin() });

    const ours = body.data.filter(({ uid }: { uid: string }) => uid.startsWith('plugin::gatehouse.'));
    expect(ours.filter(({ isDisplayed }: { isDisplayed: boolean }) => isDisplayed)).toEqual([]);
    expect((await http.get('/api/gatehouse/users')).status).toBe(404);
    expect((await http.get('/api/users')).body?.data).toBeFalsy();
  });

  it('cannot be written through the Content Manager, not even by a super admin', async () => {
    const token = await superAdmin();
    const { id } = await aUser({ state: 'disabled' });
    const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['document_id', 'gatehouse_users', 'id', id]);

    const written = [
      await http.put(`${at('plugin::gatehouse.user')}/${row?.document_id}`, {
        token,
        body: { lifecycle: 'active' },
      }),
      await http.delete(`${at('plugin::gatehouse.user')}/${row?.document_id}`, { token }),
      ...(await Promise.all(
        uids.map((uid) => http.post(at(uid), { token, body: { name: 'x', value: '{}' } })),
      )),
      await http.post(`${at('plugin::gatehouse.user')}/actions/bulkDelete`, {
        token,
        body: { documentIds: [row?.document_id] },
      }),
    ];

    expect(written.map(({ status }) => status)).toEqual(written.map(() => 403));
    expect((await read({ id })).status).toBe('disabled');
  });

  it('cannot be read through the Content Manager by who is no super admin', async () => {
    await permit(
      clerk.role,
      PERMISSIONS.map(({ uid }) => uid),
    );

    expect(uids).toContain('plugin::gatehouse.role-group');
    for (const uid of uids) {
      expect((await http.get(at(uid), { token: clerk.token, from: clerk.from })).status).toBe(403);
    }
  });
});
