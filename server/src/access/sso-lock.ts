import type { Strapi } from '../platform/strapi';

type Settings = { providers?: { ssoLockedRoles?: string[] | null } } | null;

/**
 * Whether one of these roles may sign in by single sign-on only, a setting of Strapi's Enterprise Edition
 * (admin/ee/server/src/utils/sso-lock.ts, 5.54).
 */
export const isSsoLocked = async (strapi: Strapi, roleIds: readonly number[]): Promise<boolean> => {
  if (!strapi.ee.features.isEnabled('sso')) return false;
  const settings = (await strapi.store({ type: 'core', name: 'admin' }).get({ key: 'auth' })) as Settings;
  const locked = settings?.providers?.ssoLockedRoles ?? [];
  return roleIds.some((id) => locked.includes(String(id)));
};
