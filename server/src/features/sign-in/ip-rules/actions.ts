import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/ip-rules';
import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import type { LogAction } from '../../../../../shared/log/actions';
import { parseRange } from '../../../domain/ip-range';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { differing } from '../../activity/log/differing';
import type { Target } from '../../activity/log/one-entry';
import { recordChanges } from '../../activity/log/record';
import { assertSeesUser } from '../../permissions/scope/record';
import { assertMayChange, assertRoom, assertStillIn } from './guards';
import { describe } from './queries';
import * as store from './store';
import { removeIpRulesFor, type StoredRule } from './store';

type NewRule = z.output<typeof contracts.createIpRule.body>;
type RuleChange = z.output<typeof contracts.updateIpRule.body>;

const read = (text: string) => {
  const parsed = parseRange(text);
  if ('refused' in parsed) throw fieldError('INVALID_RANGE', 'range', parsed);
  return parsed;
};

/** The values that the log keeps. */
const inWords = (rule: StoredRule | null) => (rule ? { ipRule: rule.range, ipRuleNote: rule.note } : {});

const aboutRule = ({ userId, roleId }: StoredRule): Target => {
  if (userId !== null) return { kind: 'user', id: userId };
  return roleId === null ? { kind: 'environment' } : { kind: 'role', id: roleId };
};

const describeOne = async (strapi: Strapi, rule: StoredRule) => (await describe(strapi, [rule]))[0] as IpRule;

const find = async (strapi: Strapi, id: number, actor: Actor) => {
  const rule = await store.find(strapi, id);
  if (!rule) throw new GatehouseError('NOT_FOUND');
  if (rule.userId !== null) await assertSeesUser(strapi, rule.userId, actor);
  return rule;
};

/** A user's rule is logged under that user, a role's under the role. */
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

/** Removes all rules of one target, letting in whoever they shut out. Returns the removed ranges. */
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
