import { assertSteppedUp } from '../access/step-up';
import { entriesOf, holdUser } from '../features/people/users/store';
import { chooseLicence, seatsForEnabling } from '../features/permissions/licences/holding';
import { assertMayGrant, assertRolesForType } from '../features/permissions/roles/guards';
import { isSuperAdmin, rolesOf } from '../features/permissions/roles/record';
import { currentActorOrStrapi, currentRoute } from '../platform/actor';
import { inTransaction } from '../platform/database';
import { GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { asStrapi, asStrapis } from './as-strapi';
import { type Door, replace } from './door';
import type { Attributes } from './guarded';
import { userService } from './native';
import { isNew, isOwners, settingPassword } from './password-setting';

type Create = (attributes: Attributes, ...rest: unknown[]) => Promise<unknown>;
type UpdateById = (id: number | string, attributes: Attributes, ...rest: unknown[]) => Promise<unknown>;

/**
 * Every user that Strapi itself creates or changes (admin/server/src/services/user.ts, 5.54), whichever page,
 * command or plugin asks: checks who may be changed, the roles granted, the licence and the password.
 */
export const nativeUserChanges: Door = {
  name: 'native user changes',
  decorates: [
    ...['create', 'createFirstAdmin'].map((method) =>
      replace<Create>(
        userService(method),
        { arity: 1 },
        (strapi, create) =>
          (attributes, ...rest) =>
            changing(strapi, null, attributes, () => create(attributes, ...rest)),
      ),
    ),
    replace<UpdateById>(
      userService('updateById'),
      { arity: 2 },
      (strapi, updateById) =>
        async (nativeId, attributes, ...rest) => {
          const id = Number(nativeId);
          const update = () => updateById(nativeId, attributes, ...rest);
          // From a followed link, which was already checked as a whole (access/recovery.ts).
          if (isOwners(id, attributes)) return update();
          await assertMayChange(strapi, id);
          if (isNew(attributes.password)) await asStrapi(() => assertSteppedUp(strapi));
          return changing(strapi, id, attributes, update);
        },
    ),
  ],
};

const changing = async (
  strapi: Strapi,
  adminUserId: number | null,
  attributes: Attributes,
  change: () => Promise<unknown>,
) => {
  await assertMayGrantGiven(strapi, adminUserId, attributes.roles);
  await assertFor(strapi, adminUserId, attributes.roles);
  return settingPassword(strapi, adminUserId, attributes, () =>
    withLicence(strapi, adminUserId, attributes, change),
  );
};

/** Only a super admin may change a super admin: else anyone who may edit users could take one over. */
const assertMayChange = async (strapi: Strapi, adminUserId: number) => {
  if (currentActorOrStrapi(strapi).isSuperAdmin) return;
  if (await isSuperAdmin(strapi, adminUserId)) throw asStrapis(new GatehouseError('SUPER_ADMIN_ONLY'));
};

/** Nobody grants more than they hold: else anyone who may edit users could give themselves any permission. */
const assertMayGrantGiven = async (strapi: Strapi, adminUserId: number | null, roles: unknown) => {
  const actor = currentActorOrStrapi(strapi);
  if (!Array.isArray(roles)) return;
  const held = adminUserId === null ? [] : ((await rolesOf(strapi, [adminUserId])).get(adminUserId) ?? []);
  const added = roles.map(Number).filter((id) => !held.some((role) => role.id === id));
  await asStrapi(() => assertMayGrant(strapi, added, actor));
};

/** For roles granted on Strapi's own pages; our routes have already checked them for the user's new type. */
const assertFor = async (strapi: Strapi, adminUserId: number | null, roles: unknown) => {
  if (currentRoute(strapi) === null || !Array.isArray(roles)) return;
  const [entry] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
  await asStrapi(() => assertRolesForType(strapi, entry?.type ?? 'panel', roles.map(Number)));
};

/** Also checks the user's licence and its seats, in one transaction with the change. */
const withLicence = async <T>(
  strapi: Strapi,
  adminUserId: number | null,
  { roles, isActive }: Attributes,
  work: () => Promise<T>,
): Promise<T> => {
  const isEnabled = adminUserId !== null && Boolean(isActive);
  if (currentRoute(strapi) === null || !(Array.isArray(roles) || isEnabled)) return work();
  const actor = currentActorOrStrapi(strapi);
  const assertAllowed = async () => {
    const refusalOfSeat = await seatsForEnabling(strapi, actor);
    const [known] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
    // Locked before Strapi's own record, as in all our changes of users: else two could deadlock.
    const entry = known ? await holdUser(strapi, known.id) : null;
    const type = entry?.type ?? 'panel';
    if (Array.isArray(roles)) await chooseLicence(strapi, { type, roles: roles.map(Number) }, entry, actor);
    const refused = entry && isEnabled ? refusalOfSeat(entry) : null;
    if (refused) throw new GatehouseError(refused.code, refused);
  };
  return inTransaction(strapi, async () => {
    await asStrapi(assertAllowed);
    return work();
  });
};
