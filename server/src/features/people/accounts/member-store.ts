import type { AccountRole } from '../../../../../shared/constants';
import { byName } from '../../../domain/order-key';
import { countsBy, newRow, type Row, withinTransaction } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_account_members';
const ACCOUNTS = 'gatehouse_accounts';

export type StoredMembership = {
  userId: number;
  accountId: number;
  role: AccountRole;
  name: string;
  path: string;
};

const toMembership = (row: Row): StoredMembership => ({
  userId: Number(row.user_id),
  accountId: Number(row.account_id),
  role: row.role as AccountRole,
  name: String(row.name),
  path: String(row.path),
});

/** The memberships of any number of users, with their accounts, in one query. */
export const membershipsOf = async (strapi: Strapi, userIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .join(ACCOUNTS, `${ACCOUNTS}.id`, `${TABLE}.account_id`)
    .whereIn(`${TABLE}.user_id`, [...userIds])
    .select(
      `${TABLE}.user_id`,
      `${TABLE}.account_id`,
      `${TABLE}.role`,
      `${ACCOUNTS}.name`,
      `${ACCOUNTS}.path`,
    );
  return byName(rows.map((row) => ({ ...toMembership(row), id: Number(row.account_id) })));
};

/** Account id → number of members; accounts without members are left out. */
export const counts = async (strapi: Strapi): Promise<Map<number, number>> => {
  const { from } = await withinTransaction(strapi);
  return countsBy(from(TABLE), 'account_id');
};

/** The accounts of each user who belongs to several. */
export const severalOfOne = async (strapi: Strapi): Promise<number[][]> => {
  const { from } = await withinTransaction(strapi);
  const several = from(TABLE).groupBy('user_id').havingRaw('COUNT(*) > 1').select('user_id');
  const rows = (await from(TABLE).whereIn('user_id', several).select('user_id', 'account_id')) as Row[];
  const accounts = new Map<number, number[]>();
  for (const row of rows) {
    const user = Number(row.user_id);
    accounts.set(user, [...(accounts.get(user) ?? []), Number(row.account_id)]);
  }
  return [...accounts.values()];
};

export const hasAny = async (strapi: Strapi, accountId: number) => {
  const { from } = await withinTransaction(strapi);
  return (await from(TABLE).where({ account_id: accountId }).first<Row | undefined>('id')) !== undefined;
};

export const insert = async (
  strapi: Strapi,
  userId: number,
  all: readonly { accountId: number; role: AccountRole }[],
  now: Date,
) => {
  if (all.length === 0) return;
  const { from } = await withinTransaction(strapi);
  await from(TABLE).insert(
    all.map(({ accountId, role }) => ({
      ...newRow(now),
      user_id: userId,
      account_id: accountId,
      role,
    })),
  );
};

export const remove = async (strapi: Strapi, userId: number, accountIds: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ user_id: userId }).whereIn('account_id', accountIds).delete();
};
