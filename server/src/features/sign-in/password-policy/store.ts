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
/** The most that the policy can compare with. */
const KEPT = 24;
/** Below every database's limit of bindings per statement, with up to `KEPT` rows each. */
export const USERS_A_STATEMENT = 500;

export type Retired = { adminUserId: number; passwordHash: string };

/** The hashes of the user's passwords: the current one, then former ones, latest first. */
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

/** Stores passwords that have just been replaced, and deletes those too old to be compared with. */
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

/** Records that these users' passwords changed. A temporary password must be marked as such afterwards. */
export const markChanged = async (strapi: Strapi, adminUserIds: readonly number[], now: Date) => {
  const { from } = await withinTransaction(strapi);
  await from(USERS)
    .whereIn('admin_user_id', adminUserIds)
    .update({ password_changed_at: now, temporary_password_at: null });
};

/**
 * Marks users whose passwords are too old, and unmarks those whose passwords no longer are: each in one
 * statement, so that a user who changes the password meanwhile isn't marked for the old one.
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

/** How many users would have to change an old password at their next sign-in under this policy. */
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

/** Like `isPasswordTooOld`: a password without a recorded date is as old as the user. */
const tooOld = (oldest: Date) => (query: Knex.QueryBuilder) =>
  void query.whereRaw('coalesce(??, ??) <= ?', ['password_changed_at', 'created_at', oldest] as never);

/** Provisioned users have no password yet, and API-only users have none. */
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
