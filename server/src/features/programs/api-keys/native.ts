import type { ApiKeyKind } from '../../../../../shared/constants';
import type { Strapi } from '../../../platform/strapi';

const TOKEN = 'admin::api-token';

type NewToken = { kind: ApiKeyKind; name: string; description: string; expiresAt: Date | null };
type TokenService = {
  create: (attributes: object, owner?: object) => Promise<{ id: number; accessKey: string }>;
};

/**
 * Makes an API token of Strapi's own (admin/server/src/services/api-token.ts, 5.54). Strapi gives it no permission: the
 * user's roles do, on each request, so that it is worth nothing with the plugin switched off. Strapi would keep its
 * secret to be read again; here it is shown once.
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

/** Strapi reads tokens from the database with each request: the end holds from the next one on, on every server. */
export const endToken = (strapi: Strapi, id: number, expiresAt: Date) =>
  strapi.db.query(TOKEN).update({ where: { id }, data: { expiresAt } });

/** Those with which a panel user does in the panel what the user may, and what they were given. Answers their names. */
export const deleteAdminTokensOf = async (strapi: Strapi, adminUserId: number): Promise<string[]> => {
  const tokens: { id: number; name: string; adminPermissions: { id: number }[] }[] = await strapi.db
    .query(TOKEN)
    .findMany({
      where: { kind: 'admin', adminUserOwner: { id: adminUserId } },
      populate: { adminPermissions: { select: ['id'] } },
    });
  if (tokens.length === 0) return [];
  const given = tokens.flatMap(({ adminPermissions }) => adminPermissions.map(({ id }) => id));
  await strapi.db.query('admin::permission').deleteMany({ where: { id: { $in: given } } });
  await deleteTokens(
    strapi,
    tokens.map(({ id }) => id),
  );
  return tokens.map(({ name }) => name);
};

export const deleteTokens = (strapi: Strapi, ids: readonly number[]) =>
  strapi.db.query(TOKEN).deleteMany({ where: { id: { $in: [...ids] } } });
