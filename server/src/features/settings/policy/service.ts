import type { LogEntry } from '../../../../../shared/contracts/log';
import {
  DEFAULT_POLICY,
  policy as policySchema,
  type Policy,
  type PolicyChange,
} from '../../../../../shared/contracts/policy';
import { isSentKind } from '../../../../../shared/constants';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { previewOf } from './preview';
import type { StoredPolicy } from './store';
import { sessionLifespans } from '../../sign-in/sessions/service';
import { assertMfaPossible } from '../../sign-in/mfa/factors';
import { assertHasOwnFactor, assertKeepsOwnFactor, syncMfaRequired } from '../../sign-in/mfa/service';
import { isSmsThere } from '../../sign-in/sms/service';
import * as store from './store';
import { listLogOfEnvironment, recordChange } from '../../activity/log/service';

/** The defaults under what was changed. A value an older version wrote and this one cannot read stops here. */
const complete = (value: unknown): Policy => policySchema.parse(merge(DEFAULT_POLICY, value as PolicyChange));

const describe = (strapi: Strapi, { value, updatedAt, updatedBy, lastChanges }: StoredPolicy) => ({
  data: complete(value),
  meta: {
    defaults: DEFAULT_POLICY,
    updatedAt: updatedBy === null ? null : updatedAt,
    updatedBy,
    lastChanges,
    sessionLifespans: sessionLifespans(strapi),
  },
});

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

/** What holds now. Read from the database each time, so that a change holds on every server at once. */
export const currentPolicy = async (strapi: Strapi): Promise<Policy> => {
  return complete((await store.read(strapi)).value);
};

export const getPolicy = async (strapi: Strapi) => {
  return describe(strapi, await store.read(strapi));
};

/** Changes the part that is given and nothing else, and writes down who did. */
export const updatePolicy = async (strapi: Strapi, change: PolicyChange, actor: Actor) => {
  const now = clock.now();
  // Before the transaction: on MariaDB, two that both found the row there would each hold what the other waits for.
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

export const listPolicyChanges = (strapi: Strapi, paging: { page: number; pageSize: number }) =>
  listLogOfEnvironment(strapi, 'policy-changed', paging);

/** What the change would bear on if it were made now. Changes nothing. */
export const previewPolicy = async (strapi: Strapi, change: PolicyChange) => {
  const before = complete((await store.read(strapi)).value);
  return {
    data: await previewOf(strapi, {
      before,
      after: merge(before, change),
      now: clock.now(),
    }),
  };
};

const merge = (policy: Policy, change: PolicyChange): Policy =>
  Object.fromEntries(
    Object.entries(policy).map(([group, values]) => [
      group,
      { ...values, ...change[group as keyof PolicyChange] },
    ]),
  ) as Policy;

/** Value, such as `lockout.lockMinutes` → what it was and what it is. */
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
