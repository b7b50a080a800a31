import { actionId, type Permission } from '../../shared/permissions';

/** Permissions in the form that `Page.Protect` and the menu of Strapi's panel take: any one is enough. */
export const anyOf = (...permissions: readonly Permission[]) =>
  permissions.map((permission) => ({ action: actionId(permission), subject: null }));

type Page = { path: string; permissions: readonly Permission[] };

/** The pages of the side navigation by group, and the permissions to see each (any one is enough). */
export const SECTION_GROUPS = [
  {
    name: 'people',
    sections: [
      { path: 'users', permissions: ['users.read'] },
      { path: 'accounts', permissions: ['accounts.read'] },
    ],
  },
  {
    name: 'permissions',
    sections: [
      { path: 'roles', permissions: ['roles.read'] },
      { path: 'role-groups', permissions: ['roles.read'] },
      { path: 'licences', permissions: ['licences.read'] },
      { path: 'dac-groups', permissions: ['dac-groups.read'] },
    ],
  },
  {
    name: 'sign-in',
    sections: [
      { path: 'ip-rules', permissions: ['ip-rules.read'] },
      { path: 'explain', permissions: ['access.explain'] },
    ],
  },
  {
    name: 'activity',
    sections: [
      { path: 'login-history', permissions: ['login-attempts.read'] },
      { path: 'activity', permissions: ['activity.read'] },
      { path: 'mails', permissions: ['mails.read'] },
    ],
  },
  {
    name: 'settings',
    sections: [
      { path: 'environment', permissions: ['policy.read'] },
      { path: 'mail-templates', permissions: ['mail-templates.read'] },
    ],
  },
] as const satisfies readonly { name: string; sections: readonly Page[] }[];

export const SECTIONS = SECTION_GROUPS.flatMap(
  ({ sections }): readonly (typeof sections)[number][] => sections,
);
export type Section = (typeof SECTIONS)[number]['path'];
