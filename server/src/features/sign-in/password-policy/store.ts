import type { Knex } from 'knex';

import type { PasswordPolicy } from '../../../../../shared/contracts/policy';
import { oldestPassword } from '../../../domain/password-age';
import {
  countRows,
  deleteRows,
  type From,
  inChunks,
  newRow,
  type Row,
  withinTransaction,
} from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { USERS } from '../../people/users/schema';

const TABLE = 'gatehouse_password_history';
/** As many as the policy may ask to compare with. */
const KEPT = 24;
/** Below every database's limit of bound values in one statement, each with up to `KEPT` rows. */
export const USERS_A_STATEMENT = 500;

export type Retired = { adminUserId: number; passwordHash: string };

/** The user's passwords, the present one first, then the latest before it. */
export const latest = async (strapi: Strapi, adminUserId: number, limit: number): Promise<string[]> => {
  const { from } = await withinTransaction(strapi);
  const present = await from('admin_users').where({ id: adminUserId }).select('password');
  const before = await from(TABLE)
    .where({ admin_user_id: adminUserId })
    .orderBy('id', 'desc')
    .limit(limit)
    .select({ password: 'password_hash' });
  return [...present, ...before]
    .flatMap(({ password }) => (password ? [String(password)] : []))
    .slice(0, limit);
};

/** Keeps passwords that have just been replaced, and of each user no more than are ever asked about. */
export const retire = async (strapi: Strapi, all: readonly Retired[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  for (const part of inChunks(all, USERS_A_STATEMENT)) {
    await from(TABLE).insert(
      part.map(({ adminUserId, passwordHash }) => ({
        ...newRow(now),
        admin_user_id: adminUserId,
        password_hash: passwordHash,
      })),
    );
    await trim(
      from,
      part.map(({ adminUserId }) => adminUserId),
    );
  }
};

/** Notes when the passwords of these native users changed. Whoever gives one that is to be changed says so afterwards. */
export const markChanged = async (strapi: Strapi, adminUserIds: readonly number[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(USERS)
    .whereIn('admin_user_id', adminUserIds)
    .update({ password_changed_at: now, temporary_password_at: null });
};

/**
 * Marks users whose passwords are too old, and takes the mark from those whom the policy no longer finds too old: each
 * in one statement, so that whoever changes a password meanwhile is not marked for the one before.
 */
export const markExpired = async (strapi: Strapi, policy: Pick<PasswordPolicy, 'maxAgeDays'>, now: Date) => {
  const { from } = await withinTransaction(strapi);
  const oldest = oldestPassword(policy, now);
  const expired = from(USERS).where({ credential: 'expired' });
  await (oldest ? expired.whereNot(tooOld(oldest)) : expired).update({ credential: 'ok' });
  if (oldest)
    await havingPassword(from(USERS))
      .where({ credential: 'ok' })
      .where(tooOld(oldest))
      .update({ credential: 'expired' });
};

/** How many a policy would ask for a new password at their next sign-in, for the age of theirs. */
export const countOldPasswords = async (
  strapi: Strapi,
  policy: Pick<PasswordPolicy, 'maxAgeDays'>,
  now: Date,
): Promise<number> => {
  const oldest = oldestPassword(policy, now);
  if (!oldest) return 0;
  const { from } = await withinTransaction(strapi);
  return countRows(
    havingPassword(from(USERS)).whereIn('credential', ['ok', 'expired']).where(tooOld(oldest)),
  );
};

/** As `isPasswordTooOld` has it: one that was set before anybody wrote down when is as old as the user. */
const tooOld = (oldest: Date) => (query: Knex.QueryBuilder) =>
  void query.whereRaw('coalesce(??, ??) <= ?', ['password_changed_at', 'created_at', oldest] as never);

/** Whoever was never let in has none yet. */
const havingPassword = (query: Knex.QueryBuilder) =>
  query.where({ type: 'panel' }).whereNot({ lifecycle: 'provisioned' });

const trim = async (from: From, adminUserIds: readonly number[]) => {
  const rows = (await from(TABLE)
    .whereIn('admin_user_id', adminUserIds)
    .orderBy('id', 'desc')
    .select('id', 'admin_user_id')) as Row[];
  const kept = new Map<unknown, number>();
  const surplus = rows.filter(({ admin_user_id: owner }) => {
    kept.set(owner, (kept.get(owner) ?? 0) + 1);
    return (kept.get(owner) ?? 0) > KEPT;
  });
  await deleteRows(from, TABLE, surplus);
};
