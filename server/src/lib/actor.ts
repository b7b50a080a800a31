import type { Context } from 'koa';

import { printable } from '../domain/printable';
import type { Strapi } from './strapi';

/** Who does something: a panel user, or Strapi itself (a command, a start). */
export type Actor = {
  /** The id of the `admin::user`; null for Strapi itself. */
  adminUserId: number | null;
  name: string;
  isSuperAdmin: boolean;
  roleIds: number[];
  /** The address of the request, where there is one. */
  ip: string | null;
};

type NativeUser = {
  id: number;
  email: string;
  firstname?: string | null;
  lastname?: string | null;
  roles?: { id: number; code: string }[];
};

export const SUPER_ADMIN = 'strapi-super-admin';

const STRAPI: Actor = { adminUserId: null, name: 'Strapi', isSuperAdmin: true, roleIds: [], ip: null };

export const actorOf = (ctx: Context): Actor => {
  const user = ctx.state.user as NativeUser | undefined;
  const ip = (ctx.state.gatehouseAddress as string | null | undefined) ?? null;
  if (!user) return { ...STRAPI, ip };
  const name = printable([user.firstname, user.lastname].filter(Boolean).join(' ') || user.email);
  return {
    adminUserId: user.id,
    name,
    isSuperAdmin: (user.roles ?? []).some(({ code }) => code === SUPER_ADMIN),
    roleIds: (user.roles ?? []).map(({ id }) => id),
    ip,
  };
};

/** Who is behind the request that is under way; Strapi itself outside of one. */
export const currentActor = (strapi: Strapi): Actor => {
  const ctx = strapi.requestContext.get() as Context | undefined;
  return ctx ? actorOf(ctx) : STRAPI;
};
