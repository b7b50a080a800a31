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
  { uid: 'users.force-password-change', displayName: 'Force password changes', subCategory: 'Users' },
  { uid: 'users.invite', displayName: 'Invite, and send links to set a password', subCategory: 'Users' },
  {
    uid: 'users.mfa',
    displayName: 'View and reset second factors, and set who must have one',
    subCategory: 'Users',
  },
  { uid: 'saved-views.share', displayName: 'Share saved views of the list', subCategory: 'Users' },
  { uid: 'sessions.read', displayName: 'View sessions', subCategory: 'Sessions' },
  { uid: 'sessions.end', displayName: 'End sessions', subCategory: 'Sessions' },
  { uid: 'log.read', displayName: 'View the log of a user', subCategory: 'Records' },
  { uid: 'log.note', displayName: 'Write notes', subCategory: 'Records' },
  { uid: 'activity.read', displayName: 'View the whole log (Activity)', subCategory: 'Records' },
  { uid: 'activity.export', displayName: 'Export the whole log (Activity)', subCategory: 'Records' },
  { uid: 'login-attempts.read', displayName: 'View the login history', subCategory: 'Records' },
  { uid: 'login-attempts.export', displayName: 'Export the login history', subCategory: 'Records' },
  { uid: 'mails.read', displayName: 'View mails sent to users', subCategory: 'Mail' },
  { uid: 'mails.send', displayName: 'Send mails again', subCategory: 'Mail' },
  { uid: 'mail-templates.read', displayName: 'View mail templates', subCategory: 'Mail' },
  { uid: 'mail-templates.update', displayName: 'Edit mail templates', subCategory: 'Mail' },
  { uid: 'access.explain', displayName: 'Ask who could sign in', subCategory: 'Records' },
  { uid: 'ip-rules.read', displayName: 'View IP rules', subCategory: 'IP rules' },
  { uid: 'ip-rules.create', displayName: 'Add IP rules', subCategory: 'IP rules' },
  { uid: 'ip-rules.update', displayName: 'Edit IP rules', subCategory: 'IP rules' },
  { uid: 'ip-rules.delete', displayName: 'Delete IP rules', subCategory: 'IP rules' },
  { uid: 'accounts.read', displayName: 'View accounts', subCategory: 'Accounts' },
  { uid: 'accounts.update', displayName: 'Add, rename, move and delete accounts', subCategory: 'Accounts' },
  { uid: 'accounts.assign', displayName: 'Place users in accounts', subCategory: 'Accounts' },
  { uid: 'roles.read', displayName: 'View roles', subCategory: 'Roles' },
  { uid: 'roles.update', displayName: 'Edit what Gatehouse adds to roles', subCategory: 'Roles' },
  { uid: 'role-groups.manage', displayName: 'Add, edit and delete role groups', subCategory: 'Roles' },
  { uid: 'api-keys.read', displayName: 'View API keys', subCategory: 'API keys' },
  { uid: 'api-keys.create', displayName: 'Make and rotate API keys', subCategory: 'API keys' },
  { uid: 'api-keys.revoke', displayName: 'Revoke API keys', subCategory: 'API keys' },
  { uid: 'dac-groups.read', displayName: 'View DAC groups', subCategory: 'DAC groups' },
  { uid: 'dac-groups.update', displayName: 'Add, rename and delete DAC groups', subCategory: 'DAC groups' },
  { uid: 'dac-groups.assign', displayName: 'Give DAC groups to users', subCategory: 'DAC groups' },
  { uid: 'delegations.read', displayName: 'View delegations', subCategory: 'Delegations' },
  { uid: 'delegations.update', displayName: 'Let users act for others', subCategory: 'Delegations' },
  { uid: 'licences.read', displayName: 'View licences', subCategory: 'Licences' },
  { uid: 'licences.manage', displayName: 'Add, edit and delete licences', subCategory: 'Licences' },
  { uid: 'licences.assign', displayName: 'Give licences to users', subCategory: 'Licences' },
  { uid: 'policy.read', displayName: 'View environment defaults', subCategory: 'Environment defaults' },
  { uid: 'policy.update', displayName: 'Edit environment defaults', subCategory: 'Environment defaults' },
] as const;

export type Permission = (typeof PERMISSIONS)[number]['uid'];

/** @example actionId('users.read') === 'plugin::gatehouse.users.read' */
export const actionId = (permission: Permission) => `plugin::${PLUGIN_ID}.${permission}`;
