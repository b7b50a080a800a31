import { spellingKey, userNameKey } from '../../../domain/name-key';
import { concatenated, listed, type Row, selectRaw, tableName, toDate } from '../../../platform/database';
import { adminRoleLinks } from '../../../platform/native';
import { nativeUserColumns, toNativeUser } from '../../../platform/native-record';
import type { Strapi } from '../../../platform/strapi';
import { withoutValues } from '../../../platform/without-values';
import { IP_RULES } from '../../sign-in/ip-rules/schema';
import { rangesIn } from '../../sign-in/ip-rules/store';
import { USERS } from './schema';
import { namedBy } from './store';
import { toUser } from './user-row';

/**
 * What is asked before a password is compared, read at one moment: the policy, and of whoever has the typed name
 * the entry, Strapi's record, the roles, the IP ranges and this browser. The policy comes without a user too.
 */
export const findClaimed = async (strapi: Strapi, name: string, tokenHashes: readonly string[]) => {
  const rows = await withoutValues(
    selectRaw(strapi, statement(strapi, tokenHashes.length), [
      ...nativeUserColumns(strapi).flatMap(({ column, as }) => [`n.${column}`, as]),
      name,
      spellingKey(name),
      userNameKey(name),
      ...tokenHashes,
    ]),
  );
  const policy = rows[0]?.policy;
  const named = rows.filter(({ id }) => id !== null).map((row) => ({ row, ...toUser(row) }));
  const row = namedBy(named, name)?.row;
  return {
    policy: policy ? (JSON.parse(String(policy)) as object) : {},
    claimed: row ? toClaimed(strapi, row) : null,
  };
};

const statement = (strapi: Strapi, tokens: number) => {
  const table = (name: string) => tableName(strapi, name);
  const links = adminRoleLinks(strapi);
  const held = `${table(links.table)} l join ${table('gatehouse_roles')} g on g.id = l.${links.roleColumn}`;
  const theirs = `l.${links.userColumn} = u.admin_user_id`;
  const role = concatenated(strapi, 'g.id', `' '`, 'coalesce(g.max_sessions, -1)');
  const rules = `${table(IP_RULES)} r`;
  const targetOf = (kind: string, id: string) => concatenated(strapi, `'${kind}:'`, id);
  const devices = table('gatehouse_devices');
  return `select p.value as policy, u.*${', ?? as ??'.repeat(nativeUserColumns(strapi).length)},
        d.id as device_id, d.failed_tries as device_failed_tries,
        d.last_failed_at as device_last_failed_at, d.trusted_at as device_trusted_at,
        ${listed(strapi, role, `${held} where ${theirs}`)} as role_list,
        ${rangesIn(strapi, `${rules} where r.target = 'everyone'`)} as everyones_list,
        ${rangesIn(strapi, `${rules} where r.target = ${targetOf('user', 'u.id')}`)} as own_list,
        ${rangesIn(strapi, `${held} join ${rules} on r.target = ${targetOf('role', 'g.id')} where ${theirs}`)} as roles_list
      from (select 1 as one) o
      left join ${table('gatehouse_settings')} p on p.name = 'policy'
      left join ${table(USERS)} u on (u.email = ? or u.user_name_key in (?, ?))
      left join ${table('admin_users')} n on n.id = u.admin_user_id
      left join ${devices} d on d.user_id = u.id and d.token_hash in (${Array(tokens).fill('?').join(', ') || 'null'})
        and not exists (select 1 from ${devices} s where s.token_hash = d.token_hash and s.id <> d.id)`;
};

const toClaimed = (strapi: Strapi, row: Row) => ({
  user: toUser(row),
  native: toNativeUser(strapi, row),
  device:
    row.device_id === null
      ? null
      : {
          id: Number(row.device_id),
          failedTries: Number(row.device_failed_tries),
          lastFailedAt: toDate(row.device_last_failed_at),
          trustedAt: toDate(row.device_trusted_at),
        },
  roleList: String(row.role_list),
  ruleLists: [row.everyones_list, row.own_list, row.roles_list].map(String),
});
