import { errors } from '@strapi/utils';

import { askerOf } from '../access/identify';
import type { StrapiUser } from '../access/request';
import { admitToken } from '../access/token';
import type { RolePermission } from '../domain/permissions';
import { heldPermissionsOf } from '../features/permissions/roles/guards';
import { SUPER_ADMIN } from '../platform/actor';
import { clock } from '../platform/clock';
import { abilityOfToken, abilityOfUser } from '../platform/native';
import type { Strapi } from '../platform/strapi';
import { type Door, functionAt, replace } from './door';
import { adminTokenService } from './native';

type Owner = Omit<StrapiUser, 'roles'> & {
  roles: { id: number; code: string }[];
  firstname?: string;
  lastname?: string;
  username?: string;
  blocked?: boolean;
};
type Token = {
  id: number;
  kind: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  adminPermissions: RolePermission[];
  adminUserOwner: Owner | null;
};
type Answer =
  | { authenticated: false; error?: unknown }
  | { authenticated: true; credentials: object; user: Owner; ability: unknown };
type Authenticate = (accessKey: string) => Promise<Answer>;

const REFUSED = 'Missing or invalid credentials';
const TOKEN = 'admin::api-token';
/** The fields Strapi passes on: never the key, hashed or sealed. */
const FIELDS = [
  'id',
  'kind',
  'name',
  'description',
  'lastUsedAt',
  'lifespan',
  'expiresAt',
  'createdAt',
  'updatedAt',
];
/** Strapi records the last use no more often than this. */
const LAST_USE_MS = 60 * 60 * 1000;

const EXPECTED = {
  arity: 1,
  calls: [
    'UnauthorizedError',
    'checkExpiry',
    'findOne',
    'generateTokenAbility',
    'getBy',
    'getService',
    'hash',
    'query',
    'resolveAdminTokenOwnerId',
    'updateLastUsedAt',
  ],
  letsIn: true,
};

/**
 * Every request with an admin token, at the panel's routes and at `/mcp`: both call the same function
 * (admin/server/src/services/api-token.ts, 5.54). Replaced whole: find the token, check its end and owner,
 * record the last use, build the ability. The token is worth what its owner is: status, dates, addresses and
 * permissions. Strapi compares permissions only when roles are saved, and then leaves all fields to one
 * without a list of them. Owner and roles come with the token, in fewer queries than Strapi's own, as each
 * request pays for them.
 */
export const adminToken: Door = {
  name: 'admin token',
  decorates: [
    replace<Authenticate>(
      adminTokenService('authenticateAdminToken'),
      EXPECTED,
      (strapi) => (accessKey) => authenticate(strapi, accessKey),
    ),
  ],
};

const authenticate = async (strapi: Strapi, accessKey: string): Promise<Answer> => {
  const hash = functionAt<(token: string) => string>(strapi, adminTokenService('hash'));
  const token: Token | null = await strapi.db.query(TOKEN).findOne({
    select: FIELDS,
    where: { accessKey: hash(accessKey) },
    populate: { adminPermissions: true, adminUserOwner: { populate: ['roles'] } },
  });
  if (token?.kind !== 'admin') return { authenticated: false };
  if (token.expiresAt && new Date(token.expiresAt) < clock.now()) return refuse('Token expired');
  const owner = token.adminUserOwner;
  if (!owner) return refuse('Token owner not found');
  const type = await admitToken(strapi, owner, askerOf(strapi), { tokenId: token.id });
  if (type === null || owner.blocked === true) return refuse(REFUSED);
  // Anyone admitted is active by now, even if a suspension has only just ended.
  const user = { ...owner, isActive: true };
  await keepLastUse(strapi, token);
  // An API-only user's key has no permissions of its own: it may do what the user's roles currently permit.
  const adminPermissions =
    type === 'api-only' ? null : await heldByOwner(strapi, token.adminPermissions, owner);
  const { id, firstname, lastname, username, email } = user;
  return {
    authenticated: true,
    credentials: {
      ...token,
      adminPermissions,
      adminUserOwner: { id, firstname, lastname, username, email },
    },
    user,
    ability: await (adminPermissions
      ? abilityOfToken(strapi, adminPermissions, user)
      : abilityOfUser(strapi, user)),
  };
};

const refuse = (why: string): Answer => ({ authenticated: false, error: new errors.UnauthorizedError(why) });

/** A super admin holds everything, as in Strapi's own check when a token is made. */
const heldByOwner = async (strapi: Strapi, granted: readonly RolePermission[], { roles }: Owner) =>
  granted.length === 0 || roles.some(({ code }) => code === SUPER_ADMIN)
    ? granted
    : heldPermissionsOf(
        strapi,
        granted,
        roles.map(({ id }) => id),
      );

const keepLastUse = async (strapi: Strapi, { id, lastUsedAt }: Token) => {
  const now = clock.now();
  if (lastUsedAt && now.getTime() - new Date(lastUsedAt).getTime() < LAST_USE_MS) return;
  await strapi.db.query(TOKEN).update({ where: { id }, data: { lastUsedAt: now } });
};
