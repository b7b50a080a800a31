import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/ip-rules';
import { type IpRule, MAX_IP_RULES } from '../../../../../shared/contracts/ip-rules';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { decide } from '../../../domain/decide';
import { type AddressRules, NO_ADDRESS_RULES, NO_ATTEMPT } from '../../../domain/facts';
import { parseRange } from '../../../domain/ip-range';
import { address as addressRule } from '../../../domain/rules/address';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Target } from '../../activity/log/one-entry';
import { differing } from '../../activity/log/differing';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { removeIpRulesFor, type StoredRule } from './store';
import { assertMayManageUser, findPrincipal, userNames } from '../../people/users/service';
import { assertMayManageRole, holdRole, holdSuperAdmins, roleNames } from '../../permissions/roles/service';
import * as store from './store';
import { assertReachesEverywhere, assertSeesUser, reachOf } from '../../permissions/reach/service';
import { holdUser } from '../../people/users/store';
import { recordChanges } from '../../activity/log/service';

/** A bound for what is kept in memory. */
const KNOWN_LISTS = 500;

type NewRule = z.output<typeof contracts.createIpRule.body>;
type RuleChange = z.output<typeof contracts.updateIpRule.body>;

const read = (text: string) => {
  const parsed = parseRange(text);
  if ('refused' in parsed) throw fieldError('INVALID_RANGE', 'range', parsed);
  return parsed;
};

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

/** As the log keeps them. */
const inWords = (rule: StoredRule | null) => (rule ? { ipRule: rule.range, ipRuleNote: rule.note } : {});

const aboutRule = ({ userId, roleId }: StoredRule): Target => {
  if (userId !== null) return { kind: 'user', id: userId };
  return roleId === null ? { kind: 'environment' } : { kind: 'role', id: roleId };
};

/** Lists that were read before: most requests are of few users, whose rules rarely change. */
const known = new Map<string, AddressRules>();
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

/** With names for the ids, in two look-ups for any number of rules. */
const describe = async (strapi: Strapi, rules: readonly StoredRule[]): Promise<IpRule[]> => {
  const namesOfUsers = await userNames(
    strapi,
    rules.flatMap(({ userId }) => userId ?? []),
  );
  const namesOfRoles = await roleNames(
    strapi,
    rules.flatMap(({ roleId }) => roleId ?? []),
  );
  return rules.map(({ userId, roleId, cidr: _, ...rule }) => ({
    ...rule,
    user: userId === null ? null : { id: userId, userName: namesOfUsers.get(userId) ?? '' },
    role: roleId === null ? null : { id: roleId, name: namesOfRoles.get(roleId) ?? '' },
  }));
};

const describeOne = async (strapi: Strapi, rule: StoredRule) => (await describe(strapi, [rule]))[0] as IpRule;

const find = async (strapi: Strapi, id: number, actor: Actor) => {
  const rule = await store.find(strapi, id);
  if (!rule) throw new GatehouseError('NOT_FOUND');
  if (rule.userId !== null) await assertSeesUser(strapi, rule.userId, actor);
  return rule;
};

/** Only a super admin narrows down a super admin, who is one of everyone; and nobody a role or user that is not there. */
const assertMayChange = async (
  strapi: Strapi,
  { scope, userId, roleId }: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>,
  actor: Actor,
) => {
  if (scope !== 'user') await assertReachesEverywhere(strapi, actor);
  if (scope === 'everyone' && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
  if (scope === 'user') await assertMayManageUser(strapi, userId as number, actor, 'user');
  if (scope === 'role') await assertMayManageRole(strapi, roleId as number, actor);
  if (scope !== 'user') await assertFreshProofOfSession(strapi);
};

/** Held first, or several at once would each find room for one more. */
const assertRoom = async (strapi: Strapi, target: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>) => {
  if (target.scope === 'user') await holdUser(strapi, target.userId as number);
  else if (target.scope === 'role') await holdRole(strapi, target.roleId as number);
  // Only super admins change these.
  else await holdSuperAdmins(strapi);
  if ((await store.countOf(strapi, target)) >= MAX_IP_RULES[target.scope])
    throw fieldError('TOO_MANY_IP_RULES', 'range');
};

/** Asked inside the transaction, with the change in place: refused, nothing of it stays. */
const assertStillIn = async (strapi: Strapi, actor: Actor, confirmed: boolean | undefined) => {
  if (confirmed || actor.adminUserId === null) return;
  const self = await findPrincipal(strapi, actor.adminUserId, actor.roleIds);
  if (!self) return;
  const facts = {
    ...NO_ATTEMPT,
    ...self,
    realm: 'panel' as const,
    address: actor.ip,
    now: clock.now(),
  };
  if (decide([addressRule], facts).outcome !== 'allow') throw new GatehouseError('SELF_LOCKOUT');
};

/** A rule of a user stands in that user's log, and one of a role in what was changed of the role. */
const record = async (
  strapi: Strapi,
  action: LogAction,
  all: readonly { before: StoredRule | null; after: StoredRule | null }[],
  actor: Actor,
) =>
  recordChanges(
    strapi,
    all.flatMap(({ before, after }) => {
      const changes = differing(inWords(before), inWords(after));
      return changes ? [{ about: aboutRule((after ?? before) as StoredRule), action, changes, actor }] : [];
    }),
  );

/** The ranges that hold for a user with these roles. */
export const ipRulesFor = async (strapi: Strapi, whom: { userId: number; roleIds: readonly number[] }) =>
  byScope(await store.rangesFor(strapi, targetsOf(whom)));
/** The rules themselves that hold for a user with these roles, each with whom it is for. */
export const listIpRulesFor = (
  strapi: Strapi,
  { userId, roleIds }: { userId: number; roleIds: readonly number[] },
) => store.listFor(strapi, targetsOf({ userId, roleIds }));

/** Removes all rules of one target and answers their ranges; whoever they shut out is let in by it. */
export const clearIpRules = (strapi: Strapi, target: string, actor: Actor) =>
  inTransaction(strapi, async () => {
    const rules = await store.listFor(strapi, [target]);
    await removeIpRulesFor(strapi, [target]);
    await record(
      strapi,
      'ip-rule-removed',
      rules.map((before) => ({ before, after: null })),
      actor,
    );
    if (rules.length > 0) strapi.log.warn(`[gatehouse] ${actor.name} removed the IP rules for ${target}`);
    return rules.map(({ range }) => range);
  });

export const listIpRules = async (
  strapi: Strapi,
  { page, pageSize, sort, filters }: z.output<typeof contracts.listIpRules.query>,
  actor: Actor,
) => {
  const { total, rules } = await store.list(
    strapi,
    { scope: filters.scope?.$eq, userId: filters.user?.$eq, roleId: filters.role?.$eq },
    await reachOf(strapi, actor),
    { sort, offset: (page - 1) * pageSize, limit: pageSize },
  );
  return { data: await describe(strapi, rules), meta: paginate({ page, pageSize, total }) };
};

export const createIpRule = async (
  strapi: Strapi,
  { scope, user, role, range, note, confirmSelfLockout }: NewRule,
  actor: Actor,
) => {
  const target = { scope, userId: user ?? null, roleId: role ?? null };
  const parsed = read(range);
  await assertMayChange(strapi, target, actor);
  return inTransaction(strapi, async () => {
    await assertRoom(strapi, target);
    const rule = await store.insert(strapi, { ...target, ...parsed, note: note ?? null }, clock.now());
    if (!rule) throw fieldError('DUPLICATE_RULE', 'range');
    await assertStillIn(strapi, actor, confirmSelfLockout);
    await record(strapi, 'ip-rule-added', [{ before: null, after: rule }], actor);
    return { data: await describeOne(strapi, rule) };
  });
};

export const updateIpRule = async (
  strapi: Strapi,
  id: number,
  { range, note, confirmSelfLockout }: RuleChange,
  actor: Actor,
) => {
  const parsed = range === undefined ? null : read(range);
  return inTransaction(strapi, async () => {
    const rule = await find(strapi, id, actor);
    await assertMayChange(strapi, rule, actor);
    const isWritten = await store.update(
      strapi,
      id,
      { ...parsed, ...(note === undefined ? {} : { note }) },
      clock.now(),
    );
    if (!isWritten) throw fieldError('DUPLICATE_RULE', 'range');
    await assertStillIn(strapi, actor, confirmSelfLockout);
    const changed = await find(strapi, id, actor);
    await record(strapi, 'ip-rule-changed', [{ before: rule, after: changed }], actor);
    return { data: await describeOne(strapi, changed) };
  });
};

export const deleteIpRule = async (
  strapi: Strapi,
  id: number,
  { confirmSelfLockout }: { confirmSelfLockout?: boolean },
  actor: Actor,
) => {
  return inTransaction(strapi, async () => {
    const rule = await find(strapi, id, actor);
    await assertMayChange(strapi, rule, actor);
    const data = await describeOne(strapi, rule);
    await store.remove(strapi, id);
    await assertStillIn(strapi, actor, confirmSelfLockout);
    await record(strapi, 'ip-rule-removed', [{ before: rule, after: null }], actor);
    return { data };
  });
};
