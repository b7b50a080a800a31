import { anAdminTokenOf } from '../doors/admin-tokens';
import { shared, succeed } from '../vocabulary';

const { aUserAtWork, counter, gatehouse, http, putBack, read, setPolicy } = shared;

afterEach(putBack);

type Admin = Awaited<ReturnType<typeof aUserAtWork>>;
const aSuperAdmin = () => aUserAtWork({ roles: ['strapi-super-admin'] });
const wrongStepUp = ({ token, from }: Admin) =>
  http.post('/gatehouse/me/step-up', { token, from, body: { password: 'Wrong-Horse-7' } });

/** Every way in which somebody gives tries back, tried on themself. */
const WAYS = {
  'reset-tries': ({ id, token, from }: Admin) =>
    http.post(`/gatehouse/users/${id}/reset-tries`, { token, from, body: {} }),
  unlock: ({ id, token, from }: Admin) =>
    http.post(`/gatehouse/users/${id}/unlock`, { token, from, body: {} }),
  'allow-access': ({ id, token, from }: Admin) =>
    http.post(`/gatehouse/users/${id}/allow-access`, { token, from, body: {} }),
  'unlock of many': ({ id, token, from }: Admin) =>
    http.post('/gatehouse/users/bulk', { token, from, body: { action: 'unlock', ids: [id] } }),
  'allow-access of many': ({ id, token, from }: Admin) =>
    http.post('/gatehouse/users/bulk', { token, from, body: { action: 'allow-access', ids: [id] } }),
};

it.each(Object.entries(WAYS))('%s gives nobody their own tries back', async (_, give) => {
  await setPolicy({ lockout: { maxFailedTries: 3 } });
  const admin = await aSuperAdmin();

  const compared = await counter.comparisonsDuring(async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await Promise.all([wrongStepUp(admin), wrongStepUp(admin)]);
      await give(admin);
    }
  });

  expect(compared).toBeLessThanOrEqual(3);
  expect((await read(admin)).failedTries).toBeGreaterThanOrEqual(3);
});

it.each(['reset-tries', 'unlock', 'allow-access'])(
  '%s says why, and a token does it no more',
  async (action) => {
    const admin = await aSuperAdmin();
    const token = await anAdminTokenOf(shared, admin, ['users.lock', 'users.reset-tries']);
    const ask = (asker: string) =>
      http.post(`/gatehouse/users/${admin.id}/${action}`, { token: asker, from: admin.from, body: {} });

    expect(await ask(admin.token)).toFailWith({ status: 400, code: 'OWN_USER' });
    expect(await ask(token)).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
  },
);

it('is for others to do', async () => {
  const admin = await aSuperAdmin();
  await wrongStepUp(admin);

  succeed(await gatehouse.post(`/users/${admin.id}/reset-tries`, { body: {} }));

  expect((await read(admin)).failedTries).toBe(0);
});
