import type { Session } from '../../../shared/contracts/sessions';
import { shared, succeed, type Person } from '../vocabulary';

const { call, gatehouse, http, signIn, sql } = shared;

export type AtWork = Awaited<ReturnType<typeof shared.aUserAtWork>>;

export const sessionsOf = async ({ id }: { id: number }): Promise<Session[]> =>
  succeed(await gatehouse.get(`/users/${id}/sessions`)).body.data;
export const openOf = async (user: { id: number }) =>
  (await sessionsOf(user)).filter(({ closedReason }) => closedReason === null);
export const closedOf = async (user: { id: number }) =>
  (await sessionsOf(user)).flatMap(({ closedReason }) => closedReason ?? []);

/** One session more of the user's. */
export const again = async (user: Person) => ({ ...user, ...(await signIn(user)) }) as unknown as AtWork;
export const me = async ({ token, from }: { token: string; from: string }) =>
  (await http.get('/admin/users/me', { token, from })).status;
export const renew = async ({ browser, from }: Pick<AtWork, 'browser' | 'from'>) =>
  http.post('/admin/access-token', { browser, from });

export const tokensOf = ({ adminUserId }: Pick<Person, 'adminUserId'>) =>
  sql('SELECT * FROM ?? WHERE ?? = ? ORDER BY ??', ['strapi_sessions', 'user_id', String(adminUserId), 'id']);

/** As if their sessions had begun before Gatehouse came. */
export const forgetSessionsOf = async ({ id, adminUserId }: Person) => {
  await call(
    `strapi.db.query('admin::session').updateMany({ where: { userId: '${adminUserId}' }, data: { metadata: { loginAt: '2026-01-02T03:04:05.000Z', deviceName: 'Firefox on Linux' } } }).then(() => null)`,
  );
  await sql('DELETE FROM ?? WHERE ?? = ?', ['gatehouse_sessions', 'user_id', id]);
};
