import type { Context } from 'koa';

import { printable } from '../domain/printable';
import { actionId, type Permission } from '../../../shared/permissions';
import type { RolePermission } from '../domain/permissions';
import { currentContext } from './current-context';
import type { Strapi } from './strapi';

/** Who acts: a panel user, somebody not signed in, or Strapi itself (a command, a start). */
export type Actor = {
  /** The id of the `admin::user`; null for nobody, and for Strapi itself. */
  adminUserId: number | null;
  name: string;
  /** Never with an admin token that was given less than all that its owner may do. */
  isSuperAdmin: boolean;
  roleIds: number[];
  /** The permissions of an admin token, which grants nothing beyond them; null: all that the roles hold. */
  tokenPermissions: readonly RolePermission[] | null;
  /** Whether they hold the permission; with a token, only as far as the token reaches. */
  can: (permission: Permission) => boolean;
  /** The same for one of Strapi's own actions. */
  holds: (action: string) => boolean;
  /** The address of the request, if there is one. */
  ip: string | null;
};

export type NativeActor = {
  id: number;
  email: string;
  firstname?: string | null;
  lastname?: string | null;
  roles?: { id: number; code: string }[];
};

export const SUPER_ADMIN = 'strapi-super-admin';

/** Somebody's permissions, as compiled by Strapi. */
export type Ability = { can: (action: string) => boolean };

/** An actor that is no person and may do everything. */
export const systemActor = (name: string): Actor => ({
  adminUserId: null,
  name,
  isSuperAdmin: true,
  roleIds: [],
  tokenPermissions: null,
  can: () => true,
  holds: () => true,
  ip: null,
});

/**
 * Strapi itself: outside requests, and in a request without a signed-in user if the caller says that the project's
 * own code is acting.
 */
const STRAPI = systemActor('Strapi');

/** Somebody not signed in to the panel. Fails closed: may do nothing, and holds nothing to grant. */
const NOBODY: Actor = {
  ...STRAPI,
  name: 'Nobody',
  isSuperAdmin: false,
  tokenPermissions: [],
  can: () => false,
  holds: () => false,
};

/** Whether Strapi or a command acts, not a person. */
export const isSystem = ({ adminUserId, isSuperAdmin }: Actor) => adminUserId === null && isSuperAdmin;

/** The actor behind a request; `otherwise` if it has no user. */
export const actorOf = (ctx: Context, otherwise: Actor = NOBODY): Actor => {
  const user = ctx.state.user as NativeActor | undefined;
  const ip = (ctx.state.gatehouseAddress as string | null | undefined) ?? null;
  if (!user) return { ...otherwise, ip };
  // An end user, whose id belongs to somebody else in the panel.
  if (!isOfPanel(ctx)) return { ...NOBODY, ip };
  return actorFrom(user, ctx.state.userAbility as Ability | undefined, ip, givenTo(ctx));
};

/** At `/mcp` and during a sign-in, Strapi does not say how it authenticated the user. */
const isOfPanel = ({ state }: Context) => {
  const strategy = (state.auth as { strategy?: { name?: unknown } } | undefined)?.strategy?.name;
  return strategy === undefined || strategy === 'admin' || strategy === 'admin-token';
};

/** Set by the door for admin tokens (doors/admin-token.ts). */
const givenTo = ({ state }: Context) =>
  (state.auth as { credentials?: { adminPermissions?: RolePermission[] } } | undefined)?.credentials
    ?.adminPermissions ?? null;

export const actorFrom = (
  user: NativeActor,
  ability: Ability | undefined,
  ip: string | null,
  tokenPermissions: Actor['tokenPermissions'] = null,
): Actor => {
  // Fails closed: without an ability, nothing is allowed.
  const holds = (action: string) => ability?.can(action) ?? false;
  const name = printable([user.firstname, user.lastname].filter(Boolean).join(' ') || user.email);
  return {
    adminUserId: user.id,
    name,
    isSuperAdmin: tokenPermissions === null && (user.roles ?? []).some(({ code }) => code === SUPER_ADMIN),
    roleIds: (user.roles ?? []).map(({ id }) => id),
    tokenPermissions,
    can: (permission) => holds(actionId(permission)),
    holds,
    ip,
  };
};

/** The panel user whose own data a request is about; every route of the panel has one. */
export const personOf = ({ adminUserId }: Actor): number => {
  if (adminUserId === null) throw new Error('A command has no things of its own');
  return adminUserId;
};

/** The actor behind the current request, as in `actorOf`; Strapi itself outside requests. */
export const currentActor = (strapi: Strapi, otherwise: Actor = NOBODY): Actor => {
  const ctx = currentContext(strapi);
  return ctx ? actorOf(ctx, otherwise) : STRAPI;
};

/** The same for Strapi's services: if nobody is signed in, the caller is the project's own code. */
export const currentActorOrStrapi = (strapi: Strapi): Actor => currentActor(strapi, STRAPI);

/** The handler of the request's route; null if Strapi has not found it yet, or it is a function. */
export const handlerOf = ({ state }: Context): string | null => {
  const { handler } = (state.route ?? {}) as { handler?: unknown };
  return typeof handler === 'string' ? handler : null;
};

/** The same for the current request. */
export const currentRoute = (strapi: Strapi): string | null => {
  const ctx = currentContext(strapi);
  return ctx ? handlerOf(ctx) : null;
};

/** Names a request by method and route, not by the ids in its path: only as many names as routes. */
export const requestName = ({ method, state }: Context): string | null => {
  const { path, info } = (state.route ?? {}) as { path?: unknown; info?: { pluginName?: string } };
  return typeof path === 'string'
    ? `${method} /${info?.pluginName ?? ''}${path}`.slice(0, MAX_REQUEST_NAME)
    : null;
};
const MAX_REQUEST_NAME = 255;

/** Strapi's id of the current request's session. */
export const currentSessionId = (strapi: Strapi): string | null => {
  const ctx = currentContext(strapi);
  return (ctx?.state.session as { id?: string } | undefined)?.id ?? null;
};
