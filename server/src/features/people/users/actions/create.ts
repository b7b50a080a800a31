import type { z } from 'zod';

import type * as contracts from '../../../../../../shared/contracts/users';
import { type RoleChange, rolesIn } from '../../../../domain/holding';
import { userNameKey } from '../../../../domain/name-key';
import type { Actor } from '../../../../platform/actor';
import { fieldError, GatehouseError } from '../../../../platform/errors';
import { nativeUsers } from '../../../../platform/native';
import type { Strapi } from '../../../../platform/strapi';
import { inOneEntry, recordChange } from '../../../activity/log/record';
import { deliverMail } from '../../../activity/mail/delivery';
import { chooseLicence } from '../../../permissions/licences/holding';
import { holdLicences } from '../../../permissions/licences/store';
import { changeOfRoles, setRoleGroups } from '../../../permissions/role-groups/record';
import { holdSuperAdmins, roleNames } from '../../../permissions/roles/record';
import { syncMfaRequired } from '../../../sign-in/mfa/record';
import { assertMayPlaceInAccounts } from '../../accounts/guards';
import { placeInAccounts } from '../../accounts/memberships';
import { diff } from '../changes';
import { assertEmailIsFree, assertNameIsFree, assertMayGiveRoles } from '../guards';
import { getUser } from '../queries';
import { save } from '../record';
import * as store from '../store';
import { nativeValues, ownValues, withKeptMobile } from '../values';
import { queueInvitation } from './send-link';

type NewUser = z.output<typeof contracts.createUser.body>;

/** Actors with a limited scope create users only within it, and none with a wider one. */
export const assertMayMake = async (
  strapi: Strapi,
  { type, accounts, ...wanted }: Pick<NewUser, 'type' | 'roles' | 'roleGroups' | 'accounts'>,
  actor: Actor,
): Promise<RoleChange> => {
  // Nobody changes what role groups give until it is given.
  if (wanted.roleGroups.length > 0) await holdSuperAdmins(strapi);
  const held = await changeOfRoles(strapi, null, wanted);
  await assertMayGiveRoles(strapi, type, held, actor);
  await assertMayPlaceInAccounts(strapi, accounts, actor);
  return held;
};

export const createOne = async (strapi: Strapi, input: NewUser, actor: Actor) => {
  await holdLicences(strapi);
  const body = withKeptMobile(input, null);
  const held = await assertMayMake(strapi, body, actor);
  const roleIds = rolesIn(held.after);
  const licence = await chooseLicence(strapi, { ...body, roles: roleIds }, null, actor);
  await assertEmailIsFree(strapi, body.email, null);
  await assertNameIsFree(strapi, body.userName, body.email, null);
  // No registration token from Strapi: invited users are mailed a link of ours.
  const native = { ...nativeValues({ ...body, roles: roleIds }), registrationToken: null };
  const { id: adminUserId } = await nativeUsers(strapi).create(native);
  const user = await store.findByAdminUser(strapi, adminUserId);
  // Somebody else took the address or the name since the check.
  if (!user) throw fieldError('EMAIL_TAKEN', 'email');
  if (body.userName !== undefined && user.userNameKey !== userNameKey(body.userName))
    throw fieldError('USER_NAME_TAKEN', 'userName');
  const created = await save(strapi, user, {
    ...ownValues(body),
    licenceId: licence.licenceId,
    lifecycle: 'provisioned',
  });
  if (created.type !== 'panel') await syncMfaRequired(strapi, [adminUserId]);
  await setRoleGroups(strapi, user.id, held, actor);
  const accounts = await placeInAccounts(strapi, user.id, body.accounts, actor);
  const names = await roleNames(strapi, roleIds);
  const namesOfRoles = [...names.values()].sort();
  await recordChange(strapi, {
    about: { kind: 'user', id: user.id, name: created.userName },
    action: 'created',
    changes: diff(
      {},
      // Roles by name, which stays readable after they are deleted.
      {
        ...body,
        roles: namesOfRoles,
        roleGroups: undefined,
        accounts,
        licence: body.licence && licence.name,
      },
    ),
    actor,
  });
  return {
    id: user.id,
    mailId: body.sendInvitation ? await queueInvitation(strapi, created) : null,
  };
};

export const createUser = async (strapi: Strapi, body: NewUser, actor: Actor) => {
  if (body.sendInvitation && !actor.can('users.invite')) throw new GatehouseError('NOT_PERMITTED');
  const { id, mailId } = await inOneEntry(strapi, () => createOne(strapi, body, actor));
  const mail = mailId === null ? null : await deliverMail(strapi, mailId);
  return { ...(await getUser(strapi, id)), meta: { mail } };
};
