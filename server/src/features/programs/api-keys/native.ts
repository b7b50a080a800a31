import type { ApiKeyKind } from '../../../../../shared/constants';
import type { Strapi } from '../../../platform/strapi';

const TOKEN = 'admin::api-token';

type NewToken = { kind: ApiKeyKind; name: string; description: string; expiresAt: Date | null };
type TokenService = {
  create: (attributes: object, owner?: object) => Promise<{ id: number; accessKey: string }>;
};

/**
 * Creates a Strapi API token (admin/server/src/services/api-token.ts, 5.54) without permissions of its own:
 * the user's roles grant them on each request, so that it can do nothing with the plugin disabled. Strapi
 * would store the key for later viewing; here it is shown only once.
 */
export const createToken = async (
  strapi: Strapi,
  { kind, name, description, expiresAt }: NewToken,
  adminUserId: number,
): Promise<{ tokenId: number; key: string }> => {
  const owner = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: adminUserId }, populate: ['roles'] });
  const { create } = strapi.service(`admin::api-token-${kind}`) as unknown as TokenService;
  const permissions = kind === 'admin' ? { adminPermissions: [] } : { type: 'custom', permissions: [] };
  const { id, accessKey } = await create({ kind, name, description, lifespan: null, ...permissions }, owner);
  await strapi.db.query(TOKEN).update({ where: { id }, data: { encryptedKey: null, expiresAt } });
  return { tokenId: Number(id), key: accessKey };
};

/** Strapi loads tokens on each request, so the end applies from the next one on, on every server. */
export const endToken = (strapi: Strapi, id: number, expiresAt: Date) =>
  strapi.db.query(TOKEN).update({ where: { id }, data: { expiresAt } });

/** Deletes a panel user's admin tokens and the permissions granted to them. Returns the tokens' names. */
export const deleteAdminTokensOf = async (strapi: Strapi, adminUserId: number): Promise<string[]> => {
  const tokens: { id: number; name: string; adminPermissions: { id: number }[] }[] = await strapi.db
    .query(TOKEN)
    .findMany({
      where: { kind: 'admin', adminUserOwner: { id: adminUserId } },
      populate: { adminPermissions: { select: ['id'] } },
    });
  if (tokens.length === 0) return [];
  const permissionIds = tokens.flatMap(({ adminPermissions }) => adminPermissions.map(({ id }) => id));
  await strapi.db.query('admin::permission').deleteMany({ where: { id: { $in: permissionIds } } });
  await deleteTokens(
    strapi,
    tokens.map(({ id }) => id),
  );
  return tokens.map(({ name }) => name);
};

export const deleteTokens = (strapi: Strapi, ids: readonly number[]) =>
  strapi.db.query(TOKEN).deleteMany({ where: { id: { $in: [...ids] } } });
