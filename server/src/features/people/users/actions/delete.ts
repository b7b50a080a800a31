import { assertFreshProofOfSession } from '../../../../access/fresh-proof';
import type { Actor } from '../../../../platform/actor';
import { inTransaction } from '../../../../platform/database';
import { nativeUsers } from '../../../../platform/native';
import type { Strapi } from '../../../../platform/strapi';
import { recordChange } from '../../../activity/log/record';
import { holdSuperAdmins } from '../../../permissions/roles/record';
import { assertMayManage, assertMayShutOut, isAnyUserPrivileged } from '../guards';
import { getUser } from '../queries';
import { findForUpdate } from '../record';

export const deleteUser = async (strapi: Strapi, id: number, actor: Actor) => {
  return inTransaction(strapi, async () => {
    await holdSuperAdmins(strapi);
    const user = await findForUpdate(strapi, id);
    await assertMayManage(strapi, user, actor);
    await assertMayShutOut(strapi, user, actor);
    if (await isAnyUserPrivileged(strapi, [user])) await assertFreshProofOfSession(strapi);
    const described = await getUser(strapi, id);
    await recordChange(strapi, {
      about: { kind: 'user', id, name: user.userName },
      action: 'deleted',
      changes: null,
      actor,
    });
    await nativeUsers(strapi).deleteById(user.adminUserId);
    return described;
  });
};
