import { type AddressRules, NO_ADDRESS_RULES } from '../../../domain/facts';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';

/** Bounds the memory the cache uses. */
const KNOWN_LISTS = 500;

const byScope = (rows: readonly { scope: keyof AddressRules; cidr: string }[]): AddressRules =>
  rows.length === 0
    ? NO_ADDRESS_RULES
    : {
        user: rows.filter(({ scope }) => scope === 'user').map(({ cidr }) => cidr),
        role: rows.filter(({ scope }) => scope === 'role').map(({ cidr }) => cidr),
        everyone: rows.filter(({ scope }) => scope === 'everyone').map(({ cidr }) => cidr),
      };

export const targetsOf = ({ userId, roleIds }: { userId?: number; roleIds: readonly number[] }) => [
  'everyone',
  ...(userId === undefined ? [] : [`user:${userId}`]),
  ...roleIds.map((id) => `role:${id}`),
];

/** A cache of parsed lists: most requests come from few users, whose rules rarely change. */
const known = new Map<string, AddressRules>();
/** Parses the text that `rangesIn` of the store reads: `1,everyone 10.0.0.0/8;`. Null: MariaDB truncated it. */
export const readList = (list: string): AddressRules | null => {
  const before = known.get(list);
  if (before) return before;
  const rules = [...list.matchAll(/,(\w+) ([^;]+);/g)].map(([, scope, cidr = '']) => ({
    scope: scope as keyof AddressRules,
    cidr,
  }));
  if (rules.length !== Number.parseInt(list, 10)) return null;
  const read = byScope(rules);
  if (known.size >= KNOWN_LISTS) known.clear();
  known.set(list, read);
  return read;
};

/** The same of several lists; null if one was truncated. */
export const readLists = (lists: readonly string[]): AddressRules | null => {
  const read = lists.map(readList).filter((rules) => rules !== null);
  if (read.length < lists.length) return null;
  return {
    user: read.flatMap(({ user }) => user),
    role: read.flatMap(({ role }) => role),
    everyone: read.flatMap(({ everyone }) => everyone),
  };
};

/** The ranges that apply to a user with these roles. */
export const ipRulesFor = async (strapi: Strapi, whom: { userId: number; roleIds: readonly number[] }) =>
  byScope(await store.rangesFor(strapi, targetsOf(whom)));
/** The rules that apply to a user with these roles, each with its target. */
export const listIpRulesFor = (
  strapi: Strapi,
  { userId, roleIds }: { userId: number; roleIds: readonly number[] },
) => store.listFor(strapi, targetsOf({ userId, roleIds }));
