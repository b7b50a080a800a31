import type { z } from 'zod';

import {
  type createIpRule,
  type IpRule,
  type listIpRules,
  MAX_IP_RULES,
  type updateIpRule,
} from '../../../../../shared/contracts/ip-rules';
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
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createIpRuleStore, type StoredRule } from './store';

/** A bound for what is kept in memory. */
const KNOWN_LISTS = 500;

type NewRule = z.output<typeof createIpRule.body>;
type RuleChange = z.output<typeof updateIpRule.body>;

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

const targetsOf = ({ userId, roleIds }: { userId?: number; roleIds: readonly number[] }) => [
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

export const ipRulesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createIpRuleStore(strapi);
  const users = () => getService(strapi, 'users');
  const log = () => getService(strapi, 'log');

  /** Lists that were read before: most requests are of few users, whose rules rarely change. */
  const known = new Map<string, AddressRules>();
  const readList = (list: string): AddressRules | null => {
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
  const describe = async (rules: readonly StoredRule[]): Promise<IpRule[]> => {
    const userNames = await users().userNames(rules.flatMap(({ userId }) => userId ?? []));
    const roleNames = await getService(strapi, 'roles').names(rules.flatMap(({ roleId }) => roleId ?? []));
    return rules.map(({ userId, roleId, cidr: _, ...rule }) => ({
      ...rule,
      user: userId === null ? null : { id: userId, userName: userNames.get(userId) ?? '' },
      role: roleId === null ? null : { id: roleId, name: roleNames.get(roleId) ?? '' },
    }));
  };

  const describeOne = async (rule: StoredRule) => (await describe([rule]))[0] as IpRule;

  const find = async (id: number, actor: Actor) => {
    const rule = await store.find(id);
    if (!rule) throw new GatehouseError('NOT_FOUND');
    if (rule.userId !== null) await getService(strapi, 'reach').assertSees(rule.userId, actor);
    return rule;
  };

  /** Only a super admin narrows down a super admin, who is one of everyone; and nobody a role or user that is not there. */
  const assertMayChange = async (
    { scope, userId, roleId }: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>,
    actor: Actor,
  ) => {
    if (scope !== 'user') await getService(strapi, 'reach').assertEverywhere(actor);
    if (scope === 'everyone' && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
    if (scope === 'user') await users().assertMayManage(userId as number, actor, 'user');
    if (scope === 'role') await getService(strapi, 'roles').assertMayManage(roleId as number, actor);
    if (scope !== 'user') await assertFreshProofOfSession(strapi);
  };

  /** Held first, or several at once would each find room for one more. */
  const assertRoom = async (target: Pick<StoredRule, 'scope' | 'userId' | 'roleId'>) => {
    const roles = getService(strapi, 'roles');
    if (target.scope === 'user') await users().hold(target.userId as number);
    else if (target.scope === 'role') await roles.hold(target.roleId as number);
    // Only super admins change these.
    else await roles.holdSuperAdmins();
    if ((await store.countOf(target)) >= MAX_IP_RULES[target.scope])
      throw fieldError('TOO_MANY_IP_RULES', 'range');
  };

  /** Asked inside the transaction, with the change in place: refused, nothing of it stays. */
  const assertStillIn = async (actor: Actor, confirmed: boolean | undefined) => {
    if (confirmed || actor.adminUserId === null) return;
    const self = await users().findPrincipal(actor.adminUserId, actor.roleIds);
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
    action: LogAction,
    all: readonly { before: StoredRule | null; after: StoredRule | null }[],
    actor: Actor,
  ) =>
    log().recordChanges(
      all.flatMap(({ before, after }) => {
        const changes = differing(inWords(before), inWords(after));
        return changes ? [{ about: aboutRule((after ?? before) as StoredRule), action, changes, actor }] : [];
      }),
    );

  return {
    targetsOf,
    /** The ranges of a list as one text; null where the database has cut it short, as MariaDB may. */
    readList,
    /** The ranges that hold for a user with these roles. */
    rulesFor: async (whom: { userId: number; roleIds: readonly number[] }) =>
      byScope(await store.rangesFor(targetsOf(whom))),
    hasAny: () => store.hasAny(),
    /** The rules themselves that hold for a user with these roles, each with whom it is for. */
    listFor: ({ userId, roleIds }: { userId: number; roleIds: readonly number[] }) =>
      store.listFor(targetsOf({ userId, roleIds })),

    /** Removes all rules of one target and answers their ranges; whoever they shut out is let in by it. */
    clear: (target: string, actor: Actor) =>
      inTransaction(strapi, async () => {
        const rules = await store.listFor([target]);
        await store.removeFor([target]);
        await record(
          'ip-rule-removed',
          rules.map((before) => ({ before, after: null })),
          actor,
        );
        if (rules.length > 0) strapi.log.warn(`[gatehouse] ${actor.name} removed the IP rules for ${target}`);
        return rules.map(({ range }) => range);
      }),

    removeFor: (targets: readonly string[]) => store.removeFor(targets),

    async list({ page, pageSize, sort, filters }: z.output<typeof listIpRules.query>, actor: Actor) {
      const { total, rules } = await store.list(
        { scope: filters.scope?.$eq, userId: filters.user?.$eq, roleId: filters.role?.$eq },
        await getService(strapi, 'reach').of(actor),
        { sort, offset: (page - 1) * pageSize, limit: pageSize },
      );
      return { data: await describe(rules), meta: paginate({ page, pageSize, total }) };
    },

    async create({ scope, user, role, range, note, confirmSelfLockout }: NewRule, actor: Actor) {
      const target = { scope, userId: user ?? null, roleId: role ?? null };
      const parsed = read(range);
      await assertMayChange(target, actor);
      return inTransaction(strapi, async () => {
        await assertRoom(target);
        const rule = await store.insert({ ...target, ...parsed, note: note ?? null }, clock.now());
        if (!rule) throw fieldError('DUPLICATE_RULE', 'range');
        await assertStillIn(actor, confirmSelfLockout);
        await record('ip-rule-added', [{ before: null, after: rule }], actor);
        return { data: await describeOne(rule) };
      });
    },

    async update(id: number, { range, note, confirmSelfLockout }: RuleChange, actor: Actor) {
      const parsed = range === undefined ? null : read(range);
      return inTransaction(strapi, async () => {
        const rule = await find(id, actor);
        await assertMayChange(rule, actor);
        const isWritten = await store.update(
          id,
          { ...parsed, ...(note === undefined ? {} : { note }) },
          clock.now(),
        );
        if (!isWritten) throw fieldError('DUPLICATE_RULE', 'range');
        await assertStillIn(actor, confirmSelfLockout);
        const changed = await find(id, actor);
        await record('ip-rule-changed', [{ before: rule, after: changed }], actor);
        return { data: await describeOne(changed) };
      });
    },

    async remove(id: number, { confirmSelfLockout }: { confirmSelfLockout?: boolean }, actor: Actor) {
      return inTransaction(strapi, async () => {
        const rule = await find(id, actor);
        await assertMayChange(rule, actor);
        const data = await describeOne(rule);
        await store.remove(id);
        await assertStillIn(actor, confirmSelfLockout);
        await record('ip-rule-removed', [{ before: rule, after: null }], actor);
        return { data };
      });
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    ipRules: ReturnType<typeof ipRulesService>;
  }
}
