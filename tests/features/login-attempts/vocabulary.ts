import type { Outcome, Reason } from '../../../shared/constants';
import type { LoginAttempt } from '../../../shared/contracts/login-attempts';
import { addressKey } from '../../../server/src/domain/address-key';
import { shared } from '../vocabulary';

const { call, sql } = shared;

export const TABLE = 'gatehouse_login_attempts';

type Written = Partial<Pick<LoginAttempt, 'userName' | 'ip' | 'userAgent' | 'method' | 'realm'>> & {
  at: string;
  userId?: number | null;
  outcome?: Outcome;
  reason?: Reason;
};

/** Attempts of other days, written as the server itself writes them. */
export const aHistory = async (attempts: readonly Written[]) => {
  const rows = attempts.map(
    ({ at, userId = null, outcome = 'failure', ip = '198.51.100.7', ...more }, n) => ({
      document_id: `history${n}`,
      user_id: userId,
      user_name: more.userName ?? 'somebody@example.test',
      realm: more.realm ?? 'panel',
      outcome,
      reason: more.reason ?? (outcome === 'success' ? 'ok' : 'wrong-password'),
      method: more.method ?? 'password',
      ip,
      ip_key: addressKey(ip),
      user_agent: more.userAgent ?? null,
      count: 1,
      at,
    }),
  );
  await call(`(async () => {
    for (const { at, ...row } of ${JSON.stringify(rows)}) {
      const created_at = new Date(at);
      await strapi.db.connection('${TABLE}').insert({ ...row, created_at, updated_at: created_at });
    }
  })()`);
};

export const forgetHistory = () => sql('DELETE FROM ??', [TABLE]);
