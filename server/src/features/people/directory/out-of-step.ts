/** Finds the users whom a sync would change, by comparing Strapi's tables with ours in the database. */

import type { Knex } from 'knex';

import { clock } from '../../../platform/clock';
import {
  concatenated,
  listed,
  type Row,
  selectRaw,
  tableName,
  toText,
  withinTransaction,
} from '../../../platform/database';
import { adminRoleLinks } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { holdersAgainstGroups } from '../../permissions/role-groups/store';
import { askedForMfa } from '../../sign-in/mfa/record';
import { USERS } from '../users/schema';
import { MAX_STRING, possibleName, roleNamesOf } from './copy';

/**
 * What the databases say each in their own way. MariaDB compares letters of any case alike and overlooks blanks
 * at the end unless it compares bytes. `n` is Strapi's user, `e` the entry.
 */
const DIALECTS = {
  sqlite: {
    text: (column: string) => `coalesce(${column}, '')`,
    exact: (text: string) => text,
    differ: (one: string, other: string) => `${one} is not ${other}`,
    // GLOB ends at a zero.
    hasAny: (text: string) => `(${text} glob ? or instr(${text}, char(0)) > 0)`,
    pattern: (characters: string) => `*[${characters}]*`,
    length: (text: string) => `length(${text})`,
    find: (text: string, part: string) => `instr(${text}, '${part}')`,
  },
  postgres: {
    text: (column: string) => `coalesce(${column}, '')`,
    exact: (text: string) => text,
    differ: (one: string, other: string) => `${one} is distinct from ${other}`,
    hasAny: (text: string) => `${text} ~ ?`,
    pattern: (characters: string) => `[${characters}]`,
    length: (text: string) => `char_length(${text})`,
    find: (text: string, part: string) => `strpos(${text}, '${part}')`,
  },
  mysql: {
    text: (column: string) => `convert(coalesce(${column}, '') using utf8mb4)`,
    exact: (text: string) => `cast(convert(${text} using utf8mb4) as binary)`,
    differ: (one: string, other: string) => `not (${one} <=> ${other})`,
    hasAny: (text: string) => `(${text} collate utf8mb4_bin) regexp ?`,
    pattern: (characters: string) => `[${characters}]`,
    length: (text: string) => `char_length(${text})`,
    find: (text: string, part: string) => `instr(${text}, '${part}')`,
  },
};
const dialectOf = (strapi: Strapi) => DIALECTS[strapi.db.dialect.client as keyof typeof DIALECTS];

/** Whatever `printable` replaces. */
const UNPRINTABLE = '\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069';
/** Whatever letters of any case, blanks and invisible characters are among. */
const NOT_PLAIN = '^ -~';

type Condition = { sql: string; bindings: unknown[] };
const anyOf = (conditions: readonly Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
  bindings: conditions.flatMap(({ bindings }) => bindings),
});
const plainly = (sql: string): Condition => ({ sql, bindings: [] });

/** `copyOf` in SQL, for users whose texts have plain characters alone. */
const isCopyOther = (strapi: Strapi): Condition => {
  const { text, exact, differ, hasAny, pattern, length, find } = dialectOf(strapi);
  const userName = `trim(${text('n.username')})`;
  const nameOther = (column: string) =>
    anyOf([
      plainly(differ(exact(`n.${column}`), exact(`e.${column}`))),
      { sql: hasAny(text(`n.${column}`)), bindings: [pattern(UNPRINTABLE)] },
      // As many characters may be twice as many in JavaScript.
      plainly(`${length(text(`n.${column}`))} > ${Math.floor(MAX_STRING / 2)}`),
    ]);
  return anyOf([
    plainly(differ(exact(`lower(${text('n.email')})`), exact('e.email'))),
    nameOther('firstname'),
    nameOther('lastname'),
    plainly(
      `case when ${exact(userName)} <> '' and ${find(userName, '@')} = 0
        then ${differ(exact(userName), exact('e.user_name'))} or ${length(userName)} > ${MAX_STRING}
        else ${differ(exact('e.user_name'), exact('e.email'))} end`,
    ),
  ]);
};

/** `adoptActivity`, `adoptInvitations` and `keepApiOnlyOut` in SQL. */
const isActivityOther = (strapi: Strapi, now: Date): Condition => {
  const { text, exact } = dialectOf(strapi);
  const [type, lock, lifecycle] = ['type', 'lock', 'lifecycle'].map((column) => exact(text(`e.${column}`)));
  return anyOf([
    plainly('n.registration_token is not null'),
    {
      sql: `case when coalesce(n.is_active, false) <> false
        then ${type} = 'api-only' or ${lock} = 'admin' or not (${lifecycle} = 'active'
          or (${lifecycle} = 'suspended' and coalesce(e.suspended_until between ? and ?, false)))
        else ${type} <> 'api-only' and ${lifecycle} = 'active' and ${lock} <> 'admin' end`,
      bindings: [new Date(0), now],
    },
  ]);
};

/** `syncMfaRequired` in SQL. */
const isMfaOther = async (strapi: Strapi): Promise<Condition> => {
  const { text, exact } = dialectOf(strapi);
  const { isForAll, roleIds } = await askedForMfa(strapi);
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  const asked = isForAll
    ? 'true'
    : roleIds.length === 0
      ? 'false'
      : `n.id in (select ${userColumn} from ${tableName(strapi, table)} where ${roleColumn} in (${roleIds.map(Number).join(', ')}))`;
  const requirement = exact(text('e.mfa_requirement'));
  return plainly(
    `coalesce(e.mfa_required, false) <> (${exact(text('e.type'))} = 'panel'
      and (${requirement} = 'enforced' or (${requirement} = 'default' and ${asked})))`,
  );
};

/** What letters other than plain ones are in is compared here, as databases know fewer of them. */
const isCopied = ({ nativeEmail, username, email, userName }: Row) =>
  String(nativeEmail ?? '').toLowerCase() === email &&
  (possibleName(toText(username)) ?? String(email)) === userName;

/** Each text once, as most users have their address in all three places. */
const hasSpecialText = (strapi: Strapi) => {
  const { text, exact, differ, hasAny } = dialectOf(strapi);
  const unlessCopied = (column: string) =>
    `case when ${differ(exact(column), exact('e.email'))} then ${text(column)} else '' end`;
  const texts = [text('e.email'), unlessCopied('n.email'), unlessCopied('e.user_name')];
  return hasAny(`(${concatenated(strapi, ...texts)})`);
};

const differingThemselves = async (strapi: Strapi): Promise<number[]> => {
  const { pattern } = dialectOf(strapi);
  const { from } = await withinTransaction(strapi);
  const differs = anyOf([
    plainly('e.id is null'),
    isCopyOther(strapi),
    isActivityOther(strapi, clock.now()),
    await isMfaOther(strapi),
  ]);
  const isSpecial = hasSpecialText(strapi);
  const columns = {
    nativeEmail: 'n.email',
    username: 'n.username',
    email: 'e.email',
    userName: 'e.user_name',
  };
  const found = from('admin_users as n')
    .leftJoin(`${USERS} as e`, 'e.admin_user_id', 'n.id')
    .select({ id: 'n.id', ...columns })
    .select(strapi.db.connection.raw(`${differs.sql} as differs`, differs.bindings as never) as Knex.Raw)
    .whereRaw(`(${differs.sql} or ${isSpecial})`, [...differs.bindings, pattern(NOT_PLAIN)] as never);
  const rows = (await found) as Row[];
  return rows.filter((row) => Boolean(row.differs) || !isCopied(row)).map(({ id }) => Number(id));
};

/** Users whose copied names of roles are not those of their roles: told apart by the lists of roles, which are few. */
const withOtherRoleNames = async (strapi: Strapi): Promise<number[]> => {
  const { exact } = dialectOf(strapi);
  const { table, userColumn, roleColumn } = adminRoleLinks(strapi);
  const links = `${tableName(strapi, table)} l where l.${userColumn} = e.admin_user_id`;
  // Each with an end mark: MariaDB may cut a list, even in the middle of an id.
  const held = listed(strapi, concatenated(strapi, `l.${roleColumn}`, `';'`), links);
  const entries = `select e.admin_user_id as id, e.role_names as copied, ${held} as held
    from ${tableName(strapi, USERS)} e`;
  const roles = await selectRaw(strapi, `select id, name from ${tableName(strapi, 'admin_roles')}`, []);
  const nameOf = new Map(roles.map(({ id, name }) => [Number(id), String(name)]));
  const isOther = ({ held: text, copied }: Row) => {
    const ids = [...String(text).matchAll(/(\d+);/g)].map(([, id]) => Number(id));
    return (
      ids.length !== Number.parseInt(String(text), 10) ||
      roleNamesOf(ids.flatMap((id) => nameOf.get(id) ?? [])) !== String(copied ?? '')
    );
  };
  const all = await selectRaw(
    strapi,
    `select min(u.copied) as copied, u.held from (${entries}) u group by u.held, ${exact('u.copied')}`,
    [],
  );
  if (!all.some(isOther)) return [];
  return (await selectRaw(strapi, entries, [])).filter(isOther).map(({ id }) => Number(id));
};

/** Ids of Strapi's users whom a sync would change, in order: all of them, and hardly any others. */
export const outOfStep = async (strapi: Strapi): Promise<number[]> => {
  const ids = new Set([
    ...(await differingThemselves(strapi)),
    ...(await withOtherRoleNames(strapi)),
    ...(await holdersAgainstGroups(strapi)),
  ]);
  return [...ids].sort((one, other) => one - other);
};
