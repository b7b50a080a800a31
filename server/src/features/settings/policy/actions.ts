import { isSentKind } from '../../../../../shared/constants';
import type { LogEntry } from '../../../../../shared/contracts/log';
import type { Policy, PolicyChange } from '../../../../../shared/contracts/policy';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { assertMfaPossible } from '../../sign-in/mfa/factors';
import { assertHasOwnFactor, assertKeepsOwnFactor } from '../../sign-in/mfa/guards';
import { syncMfaRequired } from '../../sign-in/mfa/record';
import { isSmsThere } from '../../sign-in/sms/record';
import { describe } from './queries';
import { complete, merge } from './record';
import * as store from './store';

const requireMfa = async (strapi: Strapi, { mfa: { requirement } }: Policy, actor: Actor) => {
  if (requirement === 'required') {
    assertMfaPossible(strapi);
    await assertHasOwnFactor(strapi, actor);
  }
  await syncMfaRequired(strapi, null);
};

const useMethods = async (strapi: Strapi, { mfa: { methods } }: Policy, actor: Actor) => {
  if (methods.some(isSentKind)) assertMfaPossible(strapi);
  if (methods.includes('sms') && !isSmsThere(strapi)) throw fieldError('SMS_UNAVAILABLE', 'mfa.methods');
  await assertKeepsOwnFactor(strapi, actor, methods);
};

/** Changes only the given values, and records the author. */
export const updatePolicy = async (strapi: Strapi, change: PolicyChange, actor: Actor) => {
  const now = clock.now();
  // Before the transaction: on MariaDB, two transactions that both found the row here would deadlock.
  await store.ensure(strapi, now);
  return inTransaction(strapi, async () => {
    const { value, lastChanges } = await store.read(strapi, { forUpdate: true });
    const before = complete(value);
    const after = merge(before, change);
    const changes = policyDiff(before, after);
    const by = actor.name.slice(0, 255);
    const changed = Object.keys(changes);
    if (changed.length > 0) {
      const authors = changed.map((path) => [path, { by, at: now.toISOString() }] as const);
      await store.write(
        strapi,
        { value: after, lastChanges: { ...lastChanges, ...Object.fromEntries(authors) } },
        by,
        now,
      );
      await recordChange(strapi, {
        about: { kind: 'environment' },
        action: 'policy-changed',
        changes,
        actor,
      });
      if ('mfa.requirement' in changes) await requireMfa(strapi, after, actor);
      if ('mfa.methods' in changes) await useMethods(strapi, after, actor);
    }
    return describe(strapi, await store.read(strapi));
  });
};

/** Path, such as `lockout.lockMinutes` → its old and new value. */
const policyDiff = (before: Policy, after: Policy): NonNullable<LogEntry['changes']> => {
  const old = before as Record<string, Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(after).flatMap(([group, values]) =>
      Object.entries(values)
        .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(old[group]?.[name]))
        .map(([name, value]) => [`${group}.${name}`, { before: old[group]?.[name], after: value }]),
    ),
  );
};
