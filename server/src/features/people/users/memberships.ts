/** What users belong to, and is kept in tables of its own: roles, groups, accounts, API keys. */

import type { Knex } from 'knex';

import { type From, idsIn, type Row } from '../../../platform/database';
import { adminRoleLinks } from '../../../platform/native';
import type { Strapi } from '../../../platform/strapi';
import { API_KEYS } from '../../programs/api-keys/schema';
import { LINKS as DAC_MEMBERS } from '../../permissions/dac-groups/schema';
import { MEMBERS as ROLE_GROUP_MEMBERS } from '../../permissions/role-groups/schema';
import {
  ACCOUNTS,
  MEMBERS as ACCOUNT_MEMBERS,
  type Scope,
  whereWithinAll,
} from '../../permissions/scope/scope';
import { USERS } from './schema';

/** A group of more than this, and of more than one in so many users, is of many. */
const MANY = 10_000;
const ONE_IN = 2;
/** Of accounts, more are not named one by one. */
const MOST_ACCOUNTS = 1_000;
const API_TOKENS = 'strapi_api_tokens';
const DAY_MS = 24 * 60 * 60 * 1000;

/** The ids asked for of each kind; the actor's scope, where limited; how soon a key expires. */
type Asked = Partial<Record<'role' | 'roleGroup' | 'dacGroup' | 'account', readonly number[]>> & {
  scope?: Scope | null;
  keyExpires?: { withinDays: number };
};

type Group = {
  name: keyof Asked;
  /** The column of the user by which `member` names them. */
  user: 'id' | 'admin_user_id';
  member: string;
  /** The rows of the members, of some more than once. */
  rows: () => Knex.QueryBuilder;
};

/** Restricts a query to the members. */
export type Memberships = {
  name: Group['name'];
  whereMember: (query: Knex.QueryBuilder) => Knex.QueryBuilder;
}[];

/**
 * Named by their ids: of accounts that are found by their paths PostgreSQL cannot know how many members they have, and
 * may look through all users for a few.
 */
const accountRows = async (from: From, ...lists: (readonly number[])[]) => {
  const accounts = () => whereWithinAll(from(ACCOUNTS), lists);
  const ids = await idsIn(accounts().limit(MOST_ACCOUNTS + 1));
  const named = ids.length > MOST_ACCOUNTS ? accounts().select('id') : ids;
  return () => from(ACCOUNT_MEMBERS).whereIn('account_id', named as number[]);
};

/** Keys that will stop working; one that another has replaced is meant to. */
const expiringKeys = (from: From, withinDays: number, now: Date) =>
  from(API_KEYS)
    .whereNull('replaced_at')
    .whereIn(
      'token_id',
      from(API_TOKENS)
        .where('expires_at', '>', now)
        .where('expires_at', '<=', new Date(now.getTime() + withinDays * DAY_MS))
        .select('id') as never,
    );

const groupsOf = async (
  strapi: Strapi,
  from: From,
  { role, roleGroup, dacGroup, account, scope, keyExpires }: Asked,
  now: Date,
): Promise<Group[]> => {
  const links = adminRoleLinks(strapi);
  const ofUser = (name: Group['name'], rows: Group['rows']): Group => ({
    name,
    user: 'id',
    member: 'user_id',
    rows,
  });
  return [
    ...(scope ? [ofUser('scope', await accountRows(from, scope.accountIds))] : []),
    // Members of accounts outside the actor's scope are not revealed.
    ...(account
      ? [ofUser('account', await accountRows(from, account, ...(scope ? [scope.accountIds] : [])))]
      : []),
    ...(roleGroup
      ? [ofUser('roleGroup', () => from(ROLE_GROUP_MEMBERS).whereIn('role_group_id', roleGroup))]
      : []),
    ...(dacGroup ? [ofUser('dacGroup', () => from(DAC_MEMBERS).whereIn('dac_group_id', dacGroup))] : []),
    ...(keyExpires ? [ofUser('keyExpires', () => expiringKeys(from, keyExpires.withinDays, now))] : []),
    ...(role
      ? [
          {
            name: 'role' as const,
            user: 'admin_user_id' as const,
            member: links.userColumn,
            rows: () => from(links.table).whereIn(links.roleColumn, role),
          },
        ]
      : []),
  ];
};

/** Which of the groups are of many, by one statement that counts no further. */
const ofMany = async (from: From, groups: readonly Group[]): Promise<Set<string>> => {
  if (groups.length === 0) return new Set();
  // Of a group of fewer, too many users would be looked at to count its members.
  const [newest] = await from(USERS).max({ id: 'id' });
  const many = Math.max(MANY, Math.floor(Number(newest?.id ?? 0) / ONE_IN));
  const beyond = Object.fromEntries(
    groups.map(({ name, member, rows }) => [name, rows().select(member).offset(many).limit(1)]),
  );
  const [row] = (await from(USERS)
    .limit(1)
    .select(beyond as never)) as Row[];
  return new Set(groups.map(({ name }) => name).filter((name) => row && row[name] !== null));
};

/**
 * SQLite does what it is told: for each user it looks whether they are among many, but of few it takes the users. The
 * others find out by themselves, by their statistics.
 */
export const membershipsOf = async (
  strapi: Strapi,
  from: From,
  filter: Asked,
  now: Date,
): Promise<Memberships> => {
  const groups = await groupsOf(strapi, from, filter, now);
  const many = strapi.db.dialect.client === 'sqlite' ? await ofMany(from, groups) : new Set();
  return groups.map(({ name, user, member, rows }) => ({
    name,
    whereMember: (query) =>
      many.has(name)
        ? query.whereExists(
            rows()
              .whereRaw('?? = ??', [`${USERS}.${user}`, member])
              .select(member) as never,
          )
        : query.whereIn(user, rows().select(member) as never),
  }));
};
