import type { Context } from 'koa';

import type { WordSources } from '../../../shared/password-criteria';
import { assertFreshProofOfSession } from '../access/fresh-proof';
import { tryPresentPassword } from '../access/present-password';
import { entriesOf, holdUser } from '../features/people/users/store';
import { chooseLicence, seatsForEnabling } from '../features/permissions/licences/holding';
import { assertMayGrant, assertRolesForType } from '../features/permissions/roles/guards';
import { isSuperAdmin, rolesOf } from '../features/permissions/roles/record';
import { chosenAs, withChosen } from '../features/sign-in/password-policy/chosen-password';
import { assertAcceptablePassword } from '../features/sign-in/password-policy/record';
import { currentActorOrStrapi, currentRoute } from '../platform/actor';
import { inTransaction } from '../platform/database';
import { GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { asStrapi, asStrapis } from './as-strapi';
import type { Door } from './door';
import { authenticatedUserController, authService, userService } from './native';

type Attributes = Record<string, unknown>;
/** What newer versions of Strapi hand on besides. */
type Rest = unknown[];
type Create = (attributes: Attributes, ...rest: Rest) => Promise<unknown>;
type UpdateById = (id: number | string, attributes: Attributes, ...rest: Rest) => Promise<unknown>;
type ResetByEmail = (email: string, password: string, ...rest: Rest) => Promise<unknown>;
type Hash = (password: string, ...rest: Rest) => Promise<string>;
type Action = (ctx: Context, ...rest: Rest) => Promise<unknown>;
type Owner = WordSources & { adminUserId: number | null };

/**
 * Every way in which Strapi itself sets a password of a panel user (admin/server/src/services/user.ts and auth.ts, 5.54):
 * the first admin, invitations, resets, the profile, the page of a user, the commands. `hashPassword`, which they all
 * call, is the backstop for one that is yet unknown: it knows nothing of the user. It is looked up by the door that comes
 * before, “password hashing”.
 */
export const passwordSetting: Door = {
  name: 'password setting',
  decorates: [
    {
      name: 'admin::user.create',
      find: (strapi) => ({ target: userService(strapi), method: 'create' }),
      arity: 1,
    },
    {
      name: 'admin::user.createFirstAdmin',
      find: (strapi) => ({ target: userService(strapi), method: 'createFirstAdmin' }),
      arity: 1,
    },
    {
      name: 'admin::user.updateById',
      find: (strapi) => ({ target: userService(strapi), method: 'updateById' }),
      arity: 2,
    },
    {
      name: 'admin::user.resetPasswordByEmail',
      find: (strapi) => ({ target: userService(strapi), method: 'resetPasswordByEmail' }),
      arity: 2,
    },
    {
      name: 'the action admin::authenticated-user.updateMe',
      find: (strapi) => ({ target: authenticatedUserController(strapi), method: 'updateMe' }),
      arity: 1,
    },
  ],
  mount({ strapi }) {
    const users = userService(strapi);
    const auth = authService(strapi);
    const authenticatedUser = authenticatedUserController(strapi);
    const create = users.create as Create;
    const createFirstAdmin = users.createFirstAdmin as Create;
    const updateById = users.updateById as UpdateById;
    const resetPasswordByEmail = users.resetPasswordByEmail as ResetByEmail;
    const hashPassword = auth.hashPassword as Hash;
    const updateMe = authenticatedUser.updateMe as Action;

    const creating =
      (original: Create): Create =>
      async (attributes, ...rest) => {
        await assertMayGrantGiven(strapi, null, attributes.roles);
        await assertFor(strapi, null, attributes.roles);
        return setting(
          strapi,
          attributes.password,
          async () => ownerOf(null, attributes),
          () => withLicence(strapi, null, attributes, () => original(attributes, ...rest)),
        );
      };
    users.create = creating(create);
    users.createFirstAdmin = creating(createFirstAdmin);

    users.updateById = async (id: number | string, attributes: Attributes, ...rest: Rest) => {
      // By who followed a link: that has been asked about as a whole (access/recovery.ts).
      if (isOwners(Number(id), attributes)) return updateById(id, attributes, ...rest);
      await assertMayChange(strapi, Number(id));
      if (isNew(attributes.password)) await asStrapi(() => assertFreshProofOfSession(strapi));
      await assertMayGrantGiven(strapi, Number(id), attributes.roles);
      await assertFor(strapi, Number(id), attributes.roles);
      return settingPassword(strapi, Number(id), attributes, () =>
        withLicence(strapi, Number(id), attributes, () => updateById(id, attributes, ...rest)),
      );
    };

    // Calls its own module's `updateById`, not the service's.
    users.resetPasswordByEmail = (email: string, password: string, ...rest: Rest) =>
      setting(
        strapi,
        password,
        async () => ownerOf(await entryOf(strapi, { email }), {}),
        () => resetPasswordByEmail(email, password, ...rest),
      );

    auth.hashPassword = (password: string, ...rest: Rest) =>
      setting(
        strapi,
        password,
        async () => null,
        () => hashPassword(password, ...rest),
      );

    // Asked here too, as Strapi ends the sessions before it calls `updateById`.
    authenticatedUser.updateMe = async (ctx: Context, ...rest: Rest) => {
      const { currentPassword, password } = ((ctx.request as { body?: Attributes }).body ?? {}) as Attributes;
      // Strapi takes no password without the present one, and says so itself.
      if (typeof currentPassword !== 'string' || typeof password !== 'string') return updateMe(ctx, ...rest);
      const { id, password: presentHash } = ctx.state.user as { id: number; password: string | null };
      const entry = await entryOf(strapi, { id });
      const isRight =
        entry &&
        presentHash &&
        (await tryPresentPassword(strapi, entry, currentPassword, presentHash)) === 'right';
      if (!isRight)
        return (ctx as unknown as BadRequest).badRequest('ValidationError', {
          currentPassword: ['Invalid credentials'],
        });
      return setting(
        strapi,
        password,
        async () => entry,
        () => updateMe(ctx, ...rest),
      );
    };
  },
};

type BadRequest = { badRequest: (message: string, details: object) => void };

const isNew = (password: unknown): password is string =>
  typeof password === 'string' && chosenAs(password) === null;

const isOwners = (adminUserId: number, { password, roles }: Attributes) =>
  roles === undefined && chosenAs(password)?.ownerId === adminUserId;

const setting = async <T>(
  strapi: Strapi,
  password: unknown,
  owner: () => Promise<Owner | null>,
  set: () => Promise<T>,
): Promise<T> => {
  if (!isNew(password)) return set();
  await asStrapi(async () => {
    const user = await owner();
    await assertAcceptablePassword(strapi, password, { user, field: 'password' });
  });
  return withChosen({ password }, set);
};

/** Around a change of the user that may set a password with it: whether it is acceptable is asked before. */
export const settingPassword = <T>(
  strapi: Strapi,
  id: number,
  attributes: Attributes,
  set: () => Promise<T>,
) =>
  setting(strapi, attributes.password, async () => ownerOf(await entryOf(strapi, { id }), attributes), set);

const entryOf = async (strapi: Strapi, where: { id: number | string } | { email: string }) => {
  const native = await strapi.db.query('admin::user').findOne({ where, select: ['id'] });
  if (!native) return null;
  const [entry] = await entriesOf(strapi, [Number(native.id)]);
  return entry ?? null;
};

/** With the names that are set together with the password. */
const ownerOf = (entry: Owner | null, { firstname, lastname, username, email }: Attributes): Owner => {
  const given = Object.entries({ firstname, lastname, userName: username, email }).filter(
    ([, value]) => typeof value === 'string',
  );
  return { adminUserId: null, ...entry, ...Object.fromEntries(given) };
};

/** Only a super admin touches a super admin: else whoever may edit users could take the place of one. */
const assertMayChange = async (strapi: Strapi, adminUserId: number) => {
  if (currentActorOrStrapi(strapi).isSuperAdmin) return;
  if (await isSuperAdmin(strapi, adminUserId)) throw asStrapis(new GatehouseError('SUPER_ADMIN_ONLY'));
};

/** Nobody grants more than they hold: else whoever may edit users could give themself what no password would. */
const assertMayGrantGiven = async (strapi: Strapi, adminUserId: number | null, roles: unknown) => {
  const actor = currentActorOrStrapi(strapi);
  if (!Array.isArray(roles)) return;
  const held = adminUserId === null ? [] : ((await rolesOf(strapi, [adminUserId])).get(adminUserId) ?? []);
  const given = roles.map(Number).filter((id) => !held.some((role) => role.id === id));
  await asStrapi(() => assertMayGrant(strapi, given, actor));
};

/** Roles that Strapi's own pages give; our routes have asked already, of the type that the user comes to have. */
const assertFor = async (strapi: Strapi, adminUserId: number | null, roles: unknown) => {
  if (currentRoute(strapi) === null || !Array.isArray(roles)) return;
  const [entry] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
  await asStrapi(() => assertRolesForType(strapi, entry?.type ?? 'panel', roles.map(Number)));
};

/** The same of what the user's licence allows, and of its seats, in one transaction with what is done. */
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
    // Before Strapi's own record, as whoever changes the user here does: else two would wait for each other.
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
