import type { EnrolKind } from '../../../../../shared/constants';
import type { MfaState } from '../../../../../shared/contracts/mfa';
import { actorFrom } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { setMfaRequired } from '../../people/users/own-mfa';
import { countWithoutMfa, findUser, type MfaAsked } from '../../people/users/store';
import { rolesRequiringMfa } from '../../permissions/roles/store';
import { currentPolicy } from '../../settings/policy/record';
import { trustedDevicesOf } from '../devices/record';
import { enrolProofsOf } from './enrol-proof';
import * as factors from './factors';
import * as marks from './session-mark';
import * as store from './store';

const DAY_MS = 24 * 60 * 60 * 1000;

type Entering = {
  id: number;
  adminUserId: number;
  email: string;
  firstname: string | null;
  lastname: string | null;
};

export const mfaStateOf = async (strapi: Strapi, id: number): Promise<{ data: MfaState }> => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  const { mfa: policy } = await currentPolicy(strapi);
  const { enrolCodeUntil: codeUntil } = user;
  const all = await store.factorsOf(strapi, id);
  const devices = await trustedDevicesOf(strapi, id, policy.trustedDeviceDays);
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
      recoveryCodesLeft: await store.countCodes(strapi, id),
      canAdd: await factors.possible(strapi),
      trustedDevices: devices.map(({ userAgent, firstUsedAt, lastUsedAt, trustedUntil, ...device }) => ({
        ...device,
        client: userAgent,
        firstUsedAt: firstUsedAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        trustedUntil: trustedUntil.toISOString(),
      })),
      enrolProofs: await enrolProofsOf(strapi, user),
      enrolCodeUntil: codeUntil && codeUntil > clock.now() ? codeUntil.toISOString() : null,
    },
  };
};

/** Whether the session passed MFA, and whether the policy accepts another plugin's vouching instead. */
export const mfaOfSession = async (strapi: Strapi, sessionId: string) => {
  const { isMfaPassed, isOther } = await marks.of(strapi, sessionId);
  if (!isOther) return { isMfaPassed, isVouchedFor: false };
  const { otherSignIns } = (await currentPolicy(strapi)).mfa;
  return { isMfaPassed, isVouchedFor: otherSignIns === 'second-factor' };
};

/** Who needs a second factor by the policy and their roles, where their own requirement is the default. */
export const askedForMfa = async (strapi: Strapi): Promise<MfaAsked> => ({
  isForAll: (await currentPolicy(strapi)).mfa.requirement === 'required',
  roleIds: await rolesRequiringMfa(strapi),
});

/**
 * Updates `mfaRequired` of these users (null: all) from the policy, their roles and their own setting.
 * It is stored on the user so that no request has to look these up.
 */
export const syncMfaRequired = async (strapi: Strapi, adminUserIds: readonly number[] | null) => {
  if (adminUserIds?.length === 0) return;
  const { mfa: policy } = await currentPolicy(strapi);
  await setMfaRequired(strapi, adminUserIds, {
    ...(await askedForMfa(strapi)),
    dueAt: policy.graceDays > 0 ? new Date(clock.now().getTime() + policy.graceDays * DAY_MS) : null,
  });
};

/** Counts users who must have a second factor and have none; `isForAll`: everyone must. */
export const countUsersWithoutMfa = async (strapi: Strapi, isForAll: boolean) => {
  return countWithoutMfa(strapi, { isForAll, roleIds: await rolesRequiringMfa(strapi) });
};

/** Confirms a factor during a sign-in, by a user who has no session yet. */
export const enrolAtSignIn = async (
  strapi: Strapi,
  user: Entering,
  { kind, code }: { kind: EnrolKind; code: string },
  ip: string | null,
  useUp: () => Promise<boolean>,
) => {
  const actor = actorFrom({ ...user, id: user.adminUserId }, undefined, ip);
  return factors.confirm(
    strapi,
    user.id,
    await factors.confirmationOf(strapi, user.id, kind, code),
    actor,
    useUp,
  );
};
