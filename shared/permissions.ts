import { PLUGIN_ID } from './constants';

/**
 * Every action of Gatehouse that Strapi's role editor can grant: uid, name shown there, and heading.
 * The full action id is `plugin::gatehouse.<uid>`.
 */
export const PERMISSIONS = [
  { uid: 'users.read', displayName: 'View users', subCategory: 'Users' },
  { uid: 'users.create', displayName: 'Create users', subCategory: 'Users' },
  { uid: 'users.update', displayName: 'Edit users', subCategory: 'Users' },
  { uid: 'users.delete', displayName: 'Delete users', subCategory: 'Users' },
  { uid: 'users.lock', displayName: 'Lock, unlock, block and allow access', subCategory: 'Users' },
  { uid: 'users.lifecycle', displayName: 'Suspend, enable and disable', subCategory: 'Users' },
  { uid: 'users.reset-tries', displayName: 'Reset failed tries', subCategory: 'Users' },
  { uid: 'users.set-password', displayName: 'Set passwords', subCategory: 'Users' },
  { uid: 'log.read', displayName: 'View the log of a user', subCategory: 'Records' },
  { uid: 'log.note', displayName: 'Write notes', subCategory: 'Records' },
  { uid: 'login-attempts.read', displayName: 'View the login history', subCategory: 'Records' },
  { uid: 'access.explain', displayName: 'Ask who could sign in', subCategory: 'Records' },
  { uid: 'ip-rules.read', displayName: 'View IP rules', subCategory: 'IP rules' },
  { uid: 'ip-rules.create', displayName: 'Add IP rules', subCategory: 'IP rules' },
  { uid: 'ip-rules.update', displayName: 'Edit IP rules', subCategory: 'IP rules' },
  { uid: 'ip-rules.delete', displayName: 'Delete IP rules', subCategory: 'IP rules' },
  { uid: 'roles.read', displayName: 'View roles', subCategory: 'Roles' },
  { uid: 'policy.read', displayName: 'View environment defaults', subCategory: 'Environment defaults' },
  { uid: 'policy.update', displayName: 'Edit environment defaults', subCategory: 'Environment defaults' },
] as const;

export type Permission = (typeof PERMISSIONS)[number]['uid'];

/** @example actionId('users.read') === 'plugin::gatehouse.users.read' */
export const actionId = (permission: Permission) => `plugin::${PLUGIN_ID}.${permission}`;
