import type { Context } from 'koa';

import type { WordSources } from '../../../shared/password-criteria';
import { tryPresentPassword } from '../access/present-password';
import { entriesOf } from '../features/people/users/store';
import { chosenAs, withChosen } from '../features/sign-in/password-policy/chosen-password';
import { assertAcceptablePassword } from '../features/sign-in/password-policy/record';
import type { Strapi } from '../platform/strapi';
import { asStrapi } from './as-strapi';
import { type Door, type Handler, replace } from './door';
import type { Attributes } from './guarded';
import { action, authService, userService } from './native';
import { bodyOf } from './trim-names';

type ResetByEmail = (email: string, password: string, ...rest: unknown[]) => Promise<unknown>;
type Hash = (password: string, ...rest: unknown[]) => Promise<string>;
type Owner = WordSources & { adminUserId: number | null };

/**
 * Every way in which Strapi itself sets a panel user's password (admin/server/src/services/user.ts and
 * auth.ts, 5.54): resets, the profile, commands. The next door checks one that comes with a new or changed
 * user. `hashPassword`, which all call, is the backstop for unknown ways: it knows nothing of the user.
 */
export const passwordSetting: Door = {
  name: 'password setting',
  decorates: [
    // Calls its own module's `updateById`, not the service's.
    replace<ResetByEmail>(
      userService('resetPasswordByEmail'),
      { arity: 2 },
      (strapi, resetByEmail) =>
        (email, password, ...rest) =>
          setting(
            strapi,
            password,
            async () => ownerOf(await entryOf(strapi, { email }), {}),
            () => resetByEmail(email, password, ...rest),
          ),
    ),
    replace<Hash>(
      authService('hashPassword'),
      { arity: 1 },
      (strapi, hash) =>
        (password, ...rest) =>
          setting(
            strapi,
            password,
            async () => null,
            () => hash(password, ...rest),
          ),
    ),
    // Checked here too, as Strapi ends the sessions before it calls `updateById`.
    replace<Handler>(
      action('authenticated-user', 'updateMe'),
      { arity: 1 },
      (strapi, updateMe) =>
        (ctx, ...rest) =>
          changingOwn(strapi, ctx, () => updateMe(ctx, ...rest)),
    ),
  ],
};

const changingOwn = async (strapi: Strapi, ctx: Context, update: () => Promise<unknown>) => {
  const { currentPassword, password } = bodyOf(ctx);
  // Strapi accepts no password without the current one, and says so itself.
  if (typeof currentPassword !== 'string' || typeof password !== 'string') return update();
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
  return setting(strapi, password, async () => entry, update);
};

type BadRequest = { badRequest: (message: string, details: object) => void };

/** Whether it is a password that has not been checked yet. */
export const isNew = (password: unknown): password is string =>
  typeof password === 'string' && chosenAs(password) === null;

/** Whether it is the password that this user has just chosen, without a change of roles. */
export const isOwners = (adminUserId: number, { password, roles }: Attributes) =>
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

/** Wraps creating or changing a user: first checks any password that comes with it. */
export const settingPassword = <T>(
  strapi: Strapi,
  id: number | null,
  attributes: Attributes,
  set: () => Promise<T>,
) => {
  const owner = async () => ownerOf(id === null ? null : await entryOf(strapi, { id }), attributes);
  return setting(strapi, attributes.password, owner, set);
};

const entryOf = async (strapi: Strapi, where: { id: number | string } | { email: string }) => {
  const native = await strapi.db.query('admin::user').findOne({ where, select: ['id'] });
  if (!native) return null;
  const [entry] = await entriesOf(strapi, [Number(native.id)]);
  return entry ?? null;
};

/** Adds the names that are set together with the password. */
const ownerOf = (entry: Owner | null, { firstname, lastname, username, email }: Attributes): Owner => {
  const ownWords = Object.entries({ firstname, lastname, userName: username, email }).filter(
    ([, value]) => typeof value === 'string',
  );
  return { adminUserId: null, ...entry, ...Object.fromEntries(ownWords) };
};
