import type { z } from 'zod';

import type * as contracts from '../../../../../../shared/contracts/users';
import { refuse } from '../../../../../../shared/refusals';
import { assertSteppedUp } from '../../../../access/step-up';
import { rolesIn } from '../../../../domain/holding';
import type { Actor } from '../../../../platform/actor';
import { fieldError, GatehouseError } from '../../../../platform/errors';
import { nativeUsers } from '../../../../platform/native';
import { tellPasswordSet } from '../../../../platform/native-audit';
import type { Strapi } from '../../../../platform/strapi';
import { inOneEntry, recordChange } from '../../../activity/log/record';
import { holdLicences } from '../../../permissions/licences/store';
import { changeOfRoles, setRoleGroups } from '../../../permissions/role-groups/record';
import { holdSuperAdmins } from '../../../permissions/roles/record';
import { revokeApiKeysOf } from '../../../programs/api-keys/record';
import { removeOAuthClientsOf } from '../../../programs/oauth/store';
import { syncMfaRequired } from '../../../sign-in/mfa/record';
import { diff } from '../changes';
import {
  assertEmailIsFree,
  assertMayManage,
  assertMayShutOut,
  assertNameIsFree,
  assertRoles,
  settleLicence,
} from '../guards';
import { getUser } from '../queries';
import { findForUpdate, save } from '../record';
import { isShutOut } from '../shut-out';
import type { StoredUser } from '../user-row';
import { nativeValues, ownValues, withKeptMobile } from '../values';

type UserChange = z.output<typeof contracts.updateUser.body>;

/** API-only users have no password or reset token, so they stay out of the panel even without the plugin. */
const dropPassword = async (strapi: Strapi, { adminUserId, email }: StoredUser) => {
  await strapi.db.query('admin::user').update({
    where: { id: adminUserId },
    data: { password: null, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
  });
  tellPasswordSet(strapi, { id: adminUserId, email });
};

/** `isOwn`: by the user themselves, who may change their own data whatever their scope. */
export const updateUser = async (
  strapi: Strapi,
  id: number,
  body: UserChange,
  actor: Actor,
  { isOwn = false } = {},
) => {
  return inOneEntry(strapi, async () => {
    if (body.licence !== undefined || body.roles || body.roleGroups || body.type) await holdLicences(strapi);
    await holdSuperAdmins(strapi);
    const user = await findForUpdate(strapi, id);
    if (!isOwn) await assertMayManage(strapi, user, actor);
    // Sign-ins and failed tries leave `updatedAt` as it is.
    if (body.ifUpdatedAt && new Date(body.ifUpdatedAt).getTime() !== user.updatedAt.getTime())
      throw new GatehouseError('CHANGED_MEANWHILE');
    const isForApiNoMore = body.type !== undefined && body.type !== 'api-only';
    const own = ownValues({
      ...withKeptMobile(body, user.mobile),
      ...(isForApiNoMore && body.authType === undefined && { authType: 'api-key' }),
    });
    const after = { ...user, ...own } as StoredUser;
    if (after.validFrom && after.validTo && after.validFrom > after.validTo)
      throw fieldError('VALIDATION', 'validTo', refuse('ends-before-start'));
    if (body.authType && after.type !== 'api-only')
      throw fieldError('VALIDATION', 'authType', refuse('of-api-only-users'));
    if (isShutOut(after) && !isShutOut(user)) await assertMayShutOut(strapi, user, actor);
    const held = await changeOfRoles(strapi, user, body);
    const isGiven = body.roles !== undefined || body.roleGroups !== undefined;
    if (isGiven || after.type !== user.type) await assertRoles(strapi, user, held, after.type, actor);
    const licence = await settleLicence(
      strapi,
      user,
      { ...body, roles: isGiven ? rolesIn(held.after) : undefined },
      actor,
    );
    await assertEmailIsFree(strapi, body.email, user.adminUserId);
    await assertNameIsFree(strapi, body.userName, body.email ?? user.email, user.adminUserId);
    // Links to choose a password go to this address.
    if (body.email !== undefined && body.email !== user.email) await assertSteppedUp(strapi);
    if (isGiven) await setRoleGroups(strapi, id, held, actor);
    const native = nativeValues({ ...body, roles: isGiven ? rolesIn(held.after) : undefined });
    if (Object.keys(native).length > 0) await nativeUsers(strapi).updateById(user.adminUserId, native);
    if (after.type === 'api-only' && user.type !== 'api-only') await dropPassword(strapi, user);
    // By now the native record's lifecycle has rewritten the names.
    const current = await findForUpdate(strapi, id);
    await save(strapi, current, { ...own, licenceId: licence?.licenceId });
    if (isForApiNoMore) {
      await revokeApiKeysOf(strapi, [id]);
      await removeOAuthClientsOf(strapi, [id]);
    }
    if (own.type) await syncMfaRequired(strapi, [user.adminUserId]);
    await recordChange(strapi, {
      about: { kind: 'user', id, name: current.userName },
      action: 'updated',
      changes: diff({ ...current, licence: licence?.before }, { ...own, licence: licence?.name }),
      actor,
    });
    return getUser(strapi, id);
  });
};
