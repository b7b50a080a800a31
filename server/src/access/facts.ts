import type { Realm } from '../../../shared/constants';
import type { Policy } from '../../../shared/contracts/policy';
import { isTrusted } from '../domain/device-trust';
import { enrolProofs } from '../domain/enrol-proofs';
import { type AddressRules, type Facts, factsOf } from '../domain/facts';
import { isPasswordTooOld, isTemporaryPasswordOver } from '../domain/password-age';
import { isMailThere } from '../features/activity/mail/record';
import type { StoredUser } from '../features/people/users/user-row';
import { licenceAllowsKeys } from '../features/permissions/licences/holding';
import { rolesOf } from '../features/permissions/roles/record';
import { findDevice } from '../features/sign-in/devices/record';
import { ipRulesFor } from '../features/sign-in/ip-rules/record';
import { clock } from '../platform/clock';
import type { Strapi } from '../platform/strapi';
import { isSsoLocked } from './sso-lock';

type Device = Awaited<ReturnType<typeof findDevice>>;
type KnownFacts = { roleIds: readonly number[]; addressRules: AddressRules; device: Device };

/** The facts the rules decide by. Reads what is not `known` yet; nothing if no user has the name. */
export const loadFacts = async (
  strapi: Strapi,
  request: {
    realm: Realm;
    user: StoredUser | null;
    address: string | null;
    deviceTokens?: readonly string[];
    isThrottled: boolean;
    policy: Pick<Policy, 'lockout' | 'password' | 'mfa'>;
    /** What has been read together with the user. */
    known?: KnownFacts | null;
    /** A moment other than now, for explanations. */
    at?: Date;
  },
): Promise<Facts> => {
  const { realm, user, address, isThrottled, policy, at: now = clock.now() } = request;
  const asked = { realm, user, address, now, isThrottled, lockout: policy.lockout };
  if (!user) return factsOf(asked);
  const { roleIds, addressRules, device } = request.known ?? (await readFacts(strapi, user, request));
  return factsOf({
    ...asked,
    isPasswordTooOld: isPasswordTooOld(user, policy.password, now),
    isTemporaryPasswordOver: isTemporaryPasswordOver(user, policy.password, now),
    isEnrolProofDue: enrolProofs(user.mfaLostTo, policy.mfa, isMailThere(strapi)).length > 0,
    isSsoLocked: await isSsoLocked(strapi, roleIds),
    addressRules,
    allowsKeys: realm === 'api' && (await licenceAllowsKeys(strapi, user)),
    ...deviceFacts(device, policy, now),
  });
};

const readFacts = async (
  strapi: Strapi,
  user: StoredUser,
  { deviceTokens = [] }: { deviceTokens?: readonly string[] },
): Promise<KnownFacts> => {
  const roleIds = await roleIdsOf(strapi, { id: user.adminUserId });
  return {
    roleIds,
    addressRules: await ipRulesFor(strapi, { userId: user.id, roleIds }),
    device: await findDevice(strapi, user.id, deviceTokens),
  };
};

/** If devices have no tries of their own, they count as unknown; they may still be trusted. */
const deviceFacts = (device: Device, { lockout, mfa }: Pick<Policy, 'lockout' | 'mfa'>, now: Date) => ({
  device: lockout.knownDevices ? device : null,
  knownDeviceId: device?.id ?? null,
  isMfaPassed: device !== null && isTrusted(device.trustedAt, mfa.trustedDeviceDays, now),
});

/** The role ids of a native user; queried only if Strapi has not loaded the roles. */
export const roleIdsOf = async (
  strapi: Strapi,
  { id, roles }: { id: number; roles?: readonly { id: number }[] },
): Promise<number[]> => {
  const held = roles ?? (await rolesOf(strapi, [id])).get(id) ?? [];
  return held.map((role) => Number(role.id));
};
