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
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createPreviewStore } from './preview-store';
import { previewOf } from './preview';
import { createPolicyStore, type StoredPolicy } from './store';

export const policyService = ({ strapi }: { strapi: Strapi }) => {
  const store = createPolicyStore(strapi);

  /** The defaults under what was changed. A value an older version wrote and this one cannot read stops here. */
  const complete = (value: unknown): Policy =>
    policySchema.parse(merge(DEFAULT_POLICY, value as PolicyChange));

  const describe = ({ value, updatedAt, updatedBy, lastChanges }: StoredPolicy) => ({
    data: complete(value),
    meta: {
      defaults: DEFAULT_POLICY,
      updatedAt: updatedBy === null ? null : updatedAt,
      updatedBy,
      lastChanges,
      sessionLifespans: getService(strapi, 'sessions').lifespans(),
    },
  });

  const requireMfa = async ({ mfa: { requirement } }: Policy, actor: Actor) => {
    const mfa = getService(strapi, 'mfa');
    if (requirement === 'required') {
      mfa.assertPossible();
      await mfa.assertHasOwn(actor);
    }
    await mfa.syncRequired(null);
  };

  const useMethods = async ({ mfa: { methods } }: Policy, actor: Actor) => {
    const mfa = getService(strapi, 'mfa');
    if (methods.some(isSentKind)) mfa.assertPossible();
    if (methods.includes('sms') && !getService(strapi, 'sms').isThere())
      throw fieldError('SMS_UNAVAILABLE', 'mfa.methods');
    await mfa.assertKeepsOwn(actor, methods);
  };

  return {
    /** What holds now. Read from the database each time, so that a change holds on every server at once. */
    async current(): Promise<Policy> {
      return complete((await store.read()).value);
    },

    async get() {
      return describe(await store.read());
    },

    /** Changes the part that is given and nothing else, and writes down who did. */
    async update(change: PolicyChange, actor: Actor) {
      const now = clock.now();
      // Before the transaction: on MariaDB, two that both found the row there would each hold what the other waits for.
      await store.ensure(now);
      return inTransaction(strapi, async () => {
        const { value, lastChanges } = await store.read({ forUpdate: true });
        const before = complete(value);
        const after = merge(before, change);
        const changes = policyDiff(before, after);
        const by = actor.name.slice(0, 255);
        const changed = Object.keys(changes);
        if (changed.length > 0) {
          const authors = changed.map((path) => [path, { by, at: now.toISOString() }] as const);
          await store.write(
            { value: after, lastChanges: { ...lastChanges, ...Object.fromEntries(authors) } },
            by,
            now,
          );
          const log = getService(strapi, 'log');
          await log.recordChange({
            about: { kind: 'environment' },
            action: 'policy-changed',
            changes,
            actor,
          });
          if ('mfa.requirement' in changes) await requireMfa(after, actor);
          if ('mfa.methods' in changes) await useMethods(after, actor);
        }
        return describe(await store.read());
      });
    },

    changes: (paging: { page: number; pageSize: number }) =>
      getService(strapi, 'log').listOfEnvironment('policy-changed', paging),

    /** What the change would bear on if it were made now. Changes nothing. */
    async preview(change: PolicyChange) {
      const before = complete((await store.read()).value);
      return {
        data: await previewOf(createPreviewStore(strapi), {
          before,
          after: merge(before, change),
          now: clock.now(),
        }),
      };
    },
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

declare module '../../../platform/services' {
  interface Services {
    policy: ReturnType<typeof policyService>;
  }
}
