import type { Activity } from '../../../../../shared/contracts/log';
import type { TargetKind } from '../../../../../shared/log/actions';
import type { Permission } from '../../../../../shared/permissions';
import { mailTemplatePath, rolePath, sectionPath, userPath } from '../../../paths';

type About = Activity['about'];

/** The permission to see the page of each kind. */
const SEEN_BY: Record<TargetKind, Permission> = {
  user: 'users.read',
  role: 'roles.read',
  'role-group': 'roles.read',
  account: 'accounts.read',
  'dac-group': 'dac-groups.read',
  licence: 'licences.read',
  'mail-template': 'mail-templates.read',
  environment: 'policy.read',
};

const searched = (path: string, name: string | null) =>
  name === null ? path : `${path}?_q=${encodeURIComponent(name)}`;

const pathOf = ({ kind, id, name }: About): string | null => {
  switch (kind) {
    case 'user':
      return id === null ? null : userPath(id);
    case 'role':
      return id === null ? null : rolePath(id);
    case 'role-group':
      return searched(sectionPath('role-groups'), name);
    case 'account':
      return sectionPath('accounts');
    case 'dac-group':
      return searched(sectionPath('dac-groups'), name);
    case 'licence':
      return sectionPath('licences');
    case 'mail-template':
      return name === null ? null : mailTemplatePath(name);
    case 'environment':
      return sectionPath('environment');
  }
};

/** The path of a target; null if it no longer exists or the person may not see it. */
export const targetPath = (about: About, can: (permission: Permission) => boolean): string | null =>
  about.isThere && can(SEEN_BY[about.kind]) ? pathOf(about) : null;

/** The value that narrows the list to this target; null if nothing identifies it. */
export const targetFilter = ({ kind, id, name }: About): string | null =>
  kind === 'mail-template' ? name : kind === 'environment' || id === null ? null : String(id);
