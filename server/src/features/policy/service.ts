import {
  DEFAULT_POLICY,
  policy as policySchema,
  type Policy,
  type PolicyChange,
} from '../../../../shared/contracts/policy';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { inTransaction } from '../../lib/database';
import type { Strapi } from '../../lib/strapi';
import { createPolicyStore, type StoredPolicy } from './store';

export const policyService = ({ strapi }: { strapi: Strapi }) => {
  const store = createPolicyStore(strapi);

  /** The defaults under what was changed. A value an older version wrote and this one cannot read stops here. */
  const complete = (value: unknown): Policy =>
    policySchema.parse(merge(DEFAULT_POLICY, value as PolicyChange));

  const describe = ({ value, updatedAt, updatedBy }: StoredPolicy) => ({
    data: complete(value),
    meta: { defaults: DEFAULT_POLICY, updatedAt: updatedBy === null ? null : updatedAt, updatedBy },
  });

  return {
    /** What holds now. Read from the database each time, so that a change holds on every server at once. */
    async current(): Promise<Policy> {
      return complete((await store.read()).value);
    },

    async get() {
      return describe(await store.read());
    },

    /** Changes the part that is given and nothing else. */
    async update(change: PolicyChange, actor: Actor) {
      // Before the transaction: on MariaDB, two that both found the row there would each hold what the other waits for.
      await store.ensure(clock.now());
      return inTransaction(strapi, async () => {
        const { value } = await store.read({ forUpdate: true });
        await store.write(merge(complete(value), change), actor.name.slice(0, 255), clock.now());
        return describe(await store.read());
      });
    },
  };
};

const merge = (policy: Policy, { lockout, throttle, signIn }: PolicyChange): Policy =>
  ({
    lockout: { ...policy.lockout, ...lockout },
    throttle: { ...policy.throttle, ...throttle },
    signIn: { ...policy.signIn, ...signIn },
  }) as Policy;

declare module '../../lib/services' {
  interface Services {
    policy: ReturnType<typeof policyService>;
  }
}
