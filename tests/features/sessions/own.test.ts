import type { Session } from '../../../shared/contracts/sessions';
import { shared, succeed } from '../vocabulary';
import { again, type AtWork, closedOf, forgetSessionsOf, me, openOf, renew, sessionsOf } from './vocabulary';

const { act, aRole, aUserAtWork, gatehouse, http, putBack, setPolicy } = shared;

afterEach(putBack);

const as = ({ token, from }: Pick<AtWork, 'token' | 'from'>) => ({ token, from });
const own = async (user: Pick<AtWork, 'token' | 'from'>): Promise<Session[]> =>
  succeed(await http.get('/gatehouse/me/sessions', as(user))).body.data;

it("are one's own alone, and tell which one asks, by a token of any age", async () => {
  await aUserAtWork();
  const role = await aRole([]);
  const user = await aUserAtWork({ roles: [role.id] });
  const other = await again(user);
  await renew(user);

  const sessions = await own(user);

  expect(sessions.map(({ isPresent }) => isPresent).sort()).toEqual([false, true]);
  const present = (list: Session[]) => list.find(({ isPresent }) => isPresent)?.id;
  expect(present(await own(other))).not.toBe(present(sessions));
  expect((await sessionsOf(user)).map(({ isPresent }) => isPresent)).toEqual([false, false]);
});

it('end one by one, as ended by oneself, and stand in the log', async () => {
  const user = await aUserAtWork();
  const other = await again(user);
  const lost = (await own(user)).find(({ isPresent }) => !isPresent);

  expect(succeed(await http.delete(`/gatehouse/me/sessions/${lost?.id}`, as(user))).body.data).toEqual({
    ended: 1,
  });

  expect([await me(user), await me(other)]).toEqual([200, 401]);
  expect(await closedOf(user)).toEqual(['ended-by-self']);
  const { body } = await gatehouse.get(`/users/${user.id}/log`);
  expect(body.data[0]).toMatchObject({ action: 'session-ended', actor: { name: 'Ada Byron' } });
});

it('end all at once but for the one that asks, whatever its token', async () => {
  const user = await aUserAtWork();
  const others = [await again(user), await again(user)];
  const renewed = (await renew(user)).body.data.token as string;

  expect(succeed(await http.delete('/gatehouse/me/sessions', as(user))).body.data).toEqual({ ended: 2 });

  expect(await Promise.all(others.map(me))).toEqual([401, 401]);
  expect(await Promise.all([user, { ...user, token: renewed }].map(me))).toEqual([200, 200]);
  expect((await renew(user)).status).toBe(200);
  expect(await openOf(user)).toHaveLength(1);
});

it('end too where they began before Gatehouse came', async () => {
  const user = await aUserAtWork();
  const other = await again(user);
  await forgetSessionsOf(user);
  // Of such a session no proof is known.
  await setPolicy({ stepUp: { maxAgeMinutes: 0 } });
  expect((await own(user)).map(({ isPresent }) => isPresent).sort()).toEqual([false, true]);

  expect(succeed(await http.delete('/gatehouse/me/sessions', as(user))).body.data).toEqual({ ended: 1 });

  expect([await me(user), await me(other)]).toEqual([200, 401]);
});

it("are never another's, whatever the id", async () => {
  const [user, other] = [await aUserAtWork(), await aUserAtWork()];
  const [session] = await own(other);

  expect(await http.delete(`/gatehouse/me/sessions/${session?.id}`, as(user))).toFailWith({
    status: 404,
    code: 'NOT_FOUND',
  });
  expect(await me(other)).toBe(200);
});

it('wait, like all else, for a new password that is due', async () => {
  const user = await aUserAtWork();
  await act(user, 'force-password-change', {});

  expect((await http.get('/gatehouse/me/sessions', as(user))).status).not.toBe(200);
});
