import type { BulkPreview, BulkResult } from '../../../shared/contracts/bulk';
import { BULK_ACTIONS, type BulkAction } from '../../../shared/users/actions';
import { PERMISSIONS } from '../../../shared/permissions';
import { licencesAt } from '../licences/vocabulary';
import { type Person, type State, shared, succeed } from '../vocabulary';
import { CROWD, jobsAt } from './jobs';

const { aRole, aUser, aUserAtWork, call, gatehouse, putBack, read, roleId, sql } = shared;
const { aLicence } = licencesAt(shared);
const { aCrowd, begin, untilFinished } = jobsAt(shared);

jest.setTimeout(180_000);

type AtWork = Person & { token: string };

const STATES: State[] = ['active', 'provisioned', 'suspended', 'disabled', 'locked-by-admin', 'api-only'];
const NOBODY = 2 ** 31 - 1;

/** Holds every permission of Gatehouse, and is no super admin. */
let clerk: AtWork;
let boss: AtWork;
let emptyRole: number;
beforeAll(async () => {
  clerk = await aUserAtWork({ roles: [(await aRole(PERMISSIONS.map(({ uid }) => uid))).id] });
  boss = await aUserAtWork({ roles: ['strapi-super-admin'] });
  emptyRole = (await aRole()).id;
});
afterEach(putBack);
afterAll(() => gatehouse.delete(`/users/${boss.id}`));

const preview = async (body: object, by: AtWork = clerk): Promise<BulkPreview> =>
  succeed(await gatehouse.post('/users/bulk/preview', { body, token: by.token, from: by.from })).body.data;

/** What was done, as a preview says it. */
const tally = (results: readonly Pick<BulkResult, 'ok' | 'code'>[]) => {
  const counts = new Map<string, number>();
  for (const { code } of results) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return {
    total: results.length,
    changed: results.filter(({ ok }) => ok).length,
    refused: Object.fromEntries(counts),
  };
};
const asTally = ({ refused, ...counts }: BulkPreview) => ({
  ...counts,
  refused: Object.fromEntries(refused.map(({ code, count }) => [code, count])),
});
const stepOf = (action: BulkAction) => ({ action, ...(action === 'assign-role' && { role: emptyRole }) });

/** Of every state, some twice, with whom the clerk may not change and nobody among them. */
const aMixture = async () => {
  const states = STATES.filter(() => Math.random() < 0.8);
  const people = [];
  for (const state of [...states, 'active' as const]) people.push(await aUser({ state }));
  const others = [boss.id, clerk.id, NOBODY].filter(() => Math.random() < 0.8);
  return [...people.map(({ id }) => id), ...others].sort(() => Math.random() - 0.5);
};

it.each(BULK_ACTIONS)('says of %s exactly what is then done, and does nothing itself', async (action) => {
  for (const by of [clerk, boss]) {
    const step = stepOf(action);
    const ids = (await aMixture()).filter((id) => by !== boss || ![clerk.id].includes(id));
    const before = await sql('SELECT * FROM ?? ORDER BY ??', ['gatehouse_users', 'id']);
    const [entries] = await sql('SELECT count(*) AS ?? FROM ??', ['total', 'gatehouse_notes']);

    const foreseen = await preview({ ...step, ids }, by);

    expect(await sql('SELECT * FROM ?? ORDER BY ??', ['gatehouse_users', 'id'])).toEqual(before);
    expect(await sql('SELECT count(*) AS ?? FROM ??', ['total', 'gatehouse_notes'])).toEqual([entries]);
    const { body } = succeed(
      await gatehouse.post('/users/bulk', { body: { ...step, ids }, token: by.token, from: by.from }),
    );
    expect(asTally(foreseen)).toEqual(tally(body.data));
  }
});

it('asks no step-up, but the permission of the action and no more than one holds', async () => {
  const reader = await aUserAtWork({ roles: [(await aRole(['users.read'])).id] });
  const { id } = await aUser();
  const ask = (body: object, { token, from }: AtWork) =>
    gatehouse.post('/users/bulk/preview', { body, token, from });

  expect(await ask({ action: 'delete', ids: [id] }, reader)).toFailWith({
    status: 403,
    code: 'NOT_PERMITTED',
  });
  expect(
    await ask({ action: 'assign-role', ids: [id], role: await roleId('strapi-editor') }, clerk),
  ).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
  expect((await read({ id })).status).toBe('active');
});

describe('of very many', () => {
  let ids: number[];
  beforeAll(async () => {
    ids = await aCrowd(150);
  });

  it('takes the seats that are left once, over all batches, as the job does', async () => {
    const licence = await aLicence({ seats: 120 });
    await sql('UPDATE ?? SET ?? = ?, ?? = ? WHERE ?? LIKE ?', [
      'gatehouse_users',
      'licence_id',
      licence.id,
      'lifecycle',
      'disabled',
      'email',
      `${CROWD}.%`,
    ]);
    const step = { action: 'enable', _q: CROWD, filters: {} };

    const foreseen = (await gatehouse.post('/users/bulk/preview', { body: step })).body.data;

    expect(foreseen).toEqual({ total: 150, changed: 120, refused: [{ code: 'NO_SEATS_LEFT', count: 30 }] });
    expect(await untilFinished(await begin(step))).toMatchObject({ total: 150, failed: 30 });
  });

  it('keeps the last super admin, whichever batch they are in', async () => {
    const superAdmins = (
      await sql('SELECT ?? FROM ?? WHERE ?? LIKE ? ORDER BY ??', [
        'id',
        'gatehouse_users',
        'role_names',
        '%Super Admin%',
        'id',
      ])
    ).map(({ id }) => Number(id));
    const chosen = [...superAdmins.slice(0, 1), ...ids.slice(0, 99), ...superAdmins.slice(1)];

    // The command line is nobody's own user, so that nothing but the rule about the last one keeps one of them.
    const { data } = await call<{ data: BulkPreview }>(
      `strapi.plugin('gatehouse').service('users').previewBulk(
        { action: 'delete', ids: ${JSON.stringify(chosen)} },
        { adminUserId: null, name: 'test', isSuperAdmin: true, roleIds: [], can: () => true, ip: null },
      )`,
    );

    expect(data.refused).toEqual([{ code: 'LAST_SUPER_ADMIN', count: 1 }]);
  });
});
