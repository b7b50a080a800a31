import type { MfaLoss, Realm } from '../../../shared/constants';
import type { Policy } from '../../../shared/contracts/policy';
import { isTrusted } from '../domain/device-trust';
import { enrolProofs } from '../domain/enrol-proofs';
import { type Facts, NO_ADDRESS_RULES } from '../domain/facts';
import { isPasswordTooOld, isTemporaryPasswordOver } from '../domain/password-age';
import { isMailThere } from '../features/activity/mail/record';
import { licenceAllowsKeys } from '../features/permissions/licences/holding';
import { rolesOf } from '../features/permissions/roles/record';
import { findDevice } from '../features/sign-in/devices/record';
import { ipRulesFor } from '../features/sign-in/ip-rules/record';
import { clock } from '../platform/clock';
import type { Strapi } from '../platform/strapi';
import { isSsoLocked } from './sso-lock';

type LoadedUser = NonNullable<Facts['user']> & { adminUserId: number; licenceId: number | null } & Parameters<
    typeof isPasswordTooOld
  >[0] &
  Parameters<typeof isTemporaryPasswordOver>[0] & { mfaLostTo: MfaLoss };

/** All the rules ask about: one read each of the IP rules and the device, none where nobody has the name. */
export const loadFacts = async (
  strapi: Strapi,
  request: {
    realm: Realm;
    user: LoadedUser | null;
    address: string | null;
    deviceTokens?: readonly string[];
    /** What only a try with a password is asked about. */
    attempt?: { isThrottled: boolean; policy: Pick<Policy, 'lockout' | 'password' | 'mfa'> };
    /** Another moment than now, to explain. */
    at?: Date;
  },
): Promise<Facts> => {
  const { realm, user, address, attempt } = request;
  const now = request.at ?? clock.now();
  const base = {
    realm,
    user,
    address,
    now,
    isThrottled: attempt?.isThrottled ?? false,
    isVouchedFor: false,
    isPasswordTooOld: Boolean(user && attempt && isPasswordTooOld(user, attempt.policy.password, now)),
    isTemporaryPasswordOver: Boolean(
      user && attempt && isTemporaryPasswordOver(user, attempt.policy.password, now),
    ),
    isEnrolProofDue: Boolean(
      user && attempt && enrolProofs(user.mfaLostTo, attempt.policy.mfa, isMailThere(strapi)).length > 0,
    ),
    lockout: attempt?.policy.lockout ?? null,
  };
  const unknown = { device: null, knownDeviceId: null, isProved: false };
  if (!user)
    return { ...base, ...unknown, isSsoLocked: false, addressRules: NO_ADDRESS_RULES, allowsKeys: false };
  const roleIds = await roleIdsOf(strapi, { id: user.adminUserId });
  return {
    ...base,
    isSsoLocked: attempt !== undefined && (await isSsoLocked(strapi, roleIds)),
    addressRules: await ipRulesFor(strapi, { userId: user.id, roleIds }),
    allowsKeys: realm === 'api' && (await licenceAllowsKeys(strapi, user)),
    ...(attempt ? await deviceFacts(strapi, user.id, request.deviceTokens, attempt.policy, now) : unknown),
  };
};

/** Without tries of their own, devices are as good as unknown; they may be trusted all the same. */
const deviceFacts = async (
  strapi: Strapi,
  userId: number,
  tokens: readonly string[] | undefined,
  { lockout, mfa }: Pick<Policy, 'lockout' | 'mfa'>,
  now: Date,
): Promise<Pick<Facts, 'device' | 'knownDeviceId' | 'isProved'>> => {
  const device = await findDevice(strapi, userId, tokens ?? []);
  return {
    device: lockout.knownDevices ? device : null,
    knownDeviceId: device?.id ?? null,
    isProved: device !== null && isTrusted(device.trustedAt, mfa.trustedDeviceDays, now),
  };
};

/** The roles of a native user, without asking where Strapi has loaded them. */
export const roleIdsOf = async (
  strapi: Strapi,
  { id, roles }: { id: number; roles?: readonly { id: number }[] },
): Promise<number[]> => {
  const held = roles ?? (await rolesOf(strapi, [id])).get(id) ?? [];
  return held.map((role) => Number(role.id));
};
