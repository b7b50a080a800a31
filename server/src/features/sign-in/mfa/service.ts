import type { EnrolKind, FactorKind } from '../../../../../shared/constants';
import type { MfaState } from '../../../../../shared/contracts/mfa';
import { type Actor, actorFrom } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createEnrolProof } from './enrol-proof';
import { createFactors } from './factors';
import { createOwn } from './own';
import { createSessionMarks } from './session-mark';
import { createMfaStore } from './store';

const DAY_MS = 24 * 60 * 60 * 1000;

type Entering = {
  id: number;
  adminUserId: number;
  email: string;
  firstname: string | null;
  lastname: string | null;
};

export const mfaService = ({ strapi }: { strapi: Strapi }) => {
  const store = createMfaStore(strapi);
  const marks = createSessionMarks(strapi);
  const factors = createFactors(strapi, store);
  const proof = createEnrolProof(strapi, factors);
  const users = () => getService(strapi, 'users');

  const stateOf = async (id: number): Promise<{ data: MfaState }> => {
    const user = await users().find(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    const { mfa: policy } = await getService(strapi, 'policy').current();
    const { enrolCodeUntil: codeUntil } = user;
    const all = await store.factorsOf(id);
    const devices = await getService(strapi, 'devices').trustedOf(id, policy.trustedDeviceDays);
    return {
      data: {
        isEnabled: user.mfaEnabled,
        isRequired: user.mfaRequired || user.mfaSetupDue,
        requirement: user.mfaRequirement,
        dueAt: user.mfaRequired && !user.mfaEnabled ? (user.mfaDueAt?.toISOString() ?? null) : null,
        factors: all.map(({ confirmedAt, lastUsedAt, ...factor }) => ({
          ...factor,
          createdAt: (confirmedAt as Date).toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
        recoveryCodesLeft: await store.countCodes(id),
        canAdd: await factors.kinds(),
        trustedDevices: devices.map(({ userAgent, firstUsedAt, lastUsedAt, trustedUntil, ...device }) => ({
          ...device,
          client: userAgent,
          firstUsedAt: firstUsedAt.toISOString(),
          lastUsedAt: lastUsedAt.toISOString(),
          trustedUntil: trustedUntil.toISOString(),
        })),
        enrolProofs: await proof.enrolProofsOf(user),
        enrolCodeUntil: codeUntil && codeUntil > clock.now() ? codeUntil.toISOString() : null,
      },
    };
  };

  return {
    ...createOwn(strapi, { store, marks, factors, stateOf }),
    ...proof,
    assertPossible: factors.assertPossible,
    methodsOf: factors.methodsOf,
    takeCode: factors.takeCode,
    assertInUse: factors.assertInUse,
    askPasskey: factors.askPasskey,
    askCode: factors.sent.ask,
    takePasskey: factors.takePasskey,
    enrolKinds: factors.enrolKinds,
    beginAtSignIn: factors.beginAtSignIn,
    stateOf,
    /** What the session has shown by itself, and by what the policy says of sign-ins that another plugin vouches for. */
    async proofOf(sessionId: string) {
      const { isProved, isOther } = await marks.of(sessionId);
      if (!isOther) return { isProved, isVouchedFor: false };
      const { otherSignIns } = (await getService(strapi, 'policy').current()).mfa;
      return { isProved, isVouchedFor: otherSignIns === 'second-factor' };
    },
    removeOf: (userIds: readonly number[]) => store.removeOf(userIds),

    /** Who asks others for a second factor has one, and so does not shut out themself. */
    async assertHasOwn({ adminUserId }: Actor) {
      if (adminUserId !== null && !(await users().entryOf(adminUserId)).mfaEnabled)
        throw new GatehouseError('OWN_FACTOR_FIRST');
    },

    /** Brings `mfaRequired` of these users in step with policy, roles and what is said of each; of all, for null. */
    async syncRequired(adminUserIds: readonly number[] | null) {
      if (adminUserIds?.length === 0) return;
      const { mfa: policy } = await getService(strapi, 'policy').current();
      await users().syncMfaRequired(adminUserIds, {
        isForAll: policy.requirement === 'required',
        roleIds: await getService(strapi, 'roles').requiringMfa(),
        dueAt: policy.graceDays > 0 ? new Date(clock.now().getTime() + policy.graceDays * DAY_MS) : null,
      });
    },

    /** Users who are to have a second factor, and have none, where it is required of all or not. */
    async countWithout(isForAll: boolean) {
      return users().countWithoutMfa({ isForAll, roleIds: await getService(strapi, 'roles').requiringMfa() });
    },

    /** In a sign-in, by who is not in yet. */
    async enrolAtSignIn(
      user: Entering,
      { kind, code }: { kind: EnrolKind; code: string },
      ip: string | null,
      useUp: () => Promise<boolean>,
    ) {
      const actor = actorFrom({ ...user, id: user.adminUserId }, undefined, ip);
      return factors.confirm(user.id, await factors.confirmationOf(user.id, kind, code), actor, useUp);
    },

    /** Users with a second factor, and none of these kinds. */
    countWithNoneOf: (kinds: readonly FactorKind[]) => store.countWithNoneOf(kinds),

    /** Who puts a kind out of use is not left without. */
    async assertKeepsOwn({ adminUserId }: Actor, kinds: readonly FactorKind[]) {
      if (adminUserId === null) return;
      const { id, mfaEnabled } = await users().entryOf(adminUserId);
      if (mfaEnabled && !(await store.factorsOf(id)).some(({ kind }) => kinds.includes(kind)))
        throw new GatehouseError('OWN_FACTOR_FIRST');
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    mfa: ReturnType<typeof mfaService>;
  }
}
