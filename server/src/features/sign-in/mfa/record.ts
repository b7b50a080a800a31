import type { EnrolKind } from '../../../../../shared/constants';
import type { MfaState } from '../../../../../shared/contracts/mfa';
import { actorFrom } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { setMfaRequired } from '../../people/users/own-mfa';
import { countWithoutMfa, findUser } from '../../people/users/store';
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

/** What the session has shown by itself, and by what the policy says of sign-ins that another plugin vouches for. */
export const mfaOfSession = async (strapi: Strapi, sessionId: string) => {
  const { isMfaPassed, isOther } = await marks.of(strapi, sessionId);
  if (!isOther) return { isMfaPassed, isVouchedFor: false };
  const { otherSignIns } = (await currentPolicy(strapi)).mfa;
  return { isMfaPassed, isVouchedFor: otherSignIns === 'second-factor' };
};

/**
 * Brings `mfaRequired` of these users in step with policy, roles and what is said of each; of all, for null.
 * It is kept on the user so that no request has to look these up.
 */
export const syncMfaRequired = async (strapi: Strapi, adminUserIds: readonly number[] | null) => {
  if (adminUserIds?.length === 0) return;
  const { mfa: policy } = await currentPolicy(strapi);
  await setMfaRequired(strapi, adminUserIds, {
    isForAll: policy.requirement === 'required',
    roleIds: await rolesRequiringMfa(strapi),
    dueAt: policy.graceDays > 0 ? new Date(clock.now().getTime() + policy.graceDays * DAY_MS) : null,
  });
};

/** Users who are to have a second factor, and have none, where it is required of all or not. */
export const countUsersWithoutMfa = async (strapi: Strapi, isForAll: boolean) => {
  return countWithoutMfa(strapi, { isForAll, roleIds: await rolesRequiringMfa(strapi) });
};

/** In a sign-in, by who is not in yet. */
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
