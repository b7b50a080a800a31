import { actionId, type Permission } from '../../shared/permissions';

/** Permissions in the form that `Page.Protect` and the menu of Strapi's panel take: any one is enough. */
export const anyOf = (...permissions: readonly Permission[]) =>
  permissions.map((permission) => ({ action: actionId(permission), subject: null }));

/** The pages of the side navigation, and the permissions to see each (any one is enough). */
export const SECTIONS = [
  { path: 'users', permissions: ['users.read'] },
  { path: 'roles', permissions: ['roles.read'] },
  { path: 'role-groups', permissions: ['roles.read'] },
  { path: 'accounts', permissions: ['accounts.read'] },
  { path: 'login-history', permissions: ['login-attempts.read'] },
  { path: 'activity', permissions: ['activity.read'] },
  { path: 'mails', permissions: ['mails.read'] },
  { path: 'mail-templates', permissions: ['mail-templates.read'] },
  { path: 'explain', permissions: ['access.explain'] },
  { path: 'dac-groups', permissions: ['dac-groups.read'] },
  { path: 'licences', permissions: ['licences.read'] },
  { path: 'environment', permissions: ['policy.read', 'ip-rules.read'] },
] as const satisfies readonly { path: string; permissions: readonly Permission[] }[];

export type Section = (typeof SECTIONS)[number]['path'];
