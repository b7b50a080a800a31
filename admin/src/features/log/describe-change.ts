import type { UserType } from '../../../../shared/constants';
import type { Contact } from '../../../../shared/contracts/contact';
import type { TextId } from '../../translations/use-translation';

/** Stored fields under the name that a person knows them by. */
const FIELD_TEXTS: Partial<Record<string, TextId>> = {
  userName: 'field.userName',
  displayName: 'field.displayName',
  firstname: 'field.firstname',
  lastname: 'field.lastname',
  email: 'field.email',
  mobile: 'field.mobile',
  street: 'field.street',
  postalCode: 'field.postalCode',
  city: 'field.city',
  region: 'field.region',
  country: 'field.country',
  phones: 'contact.phones',
  emails: 'contact.emails',
  type: 'field.type',
  authType: 'field.authType',
  roles: 'field.roles',
  roleNames: 'field.roles',
  roleGroups: 'field.roleGroups',
  directRoles: 'field.directRoles',
  accounts: 'field.accounts',
  dacGroups: 'user.tab.dac-groups',
  purpose: 'delegation.purpose',
  timeZone: 'field.timeZone',
  locale: 'field.locale',
  mfaRequired: 'field.mfaRequired',
  maxSessions: 'roles.maxSessions',
  ownAccountsOnly: 'role.ownAccountsOnly',
  apiActions: 'role.apiActions',
  permissions: 'role.permissions.changed',
  userTypes: 'roles.userTypes',
  licence: 'field.licence',
  licences: 'role.licences',
  validFrom: 'field.validFrom',
  validTo: 'field.validTo',
  failedTries: 'field.failedTries',
  lifecycle: 'field.lifecycle',
  suspendedUntil: 'field.suspendedUntil',
  lock: 'field.lock',
  lockedReason: 'field.lockedReason',
  lockedUntil: 'field.lockedUntil',
  credential: 'field.credential',
  ipRule: 'field.ipRule',
  kind: 'api-key.kind',
  expiresAt: 'api-key.expiresAt',
  ip: 'attempt.ip',
  outcome: 'field.outcome',
  reason: 'field.reason',
};

/** Stored codes in words. */
const VALUE_TEXTS: Partial<Record<string, Partial<Record<string, TextId>>>> = {
  type: { panel: 'type.panel', 'api-only': 'type.api-only', 'end-user': 'type.end-user' },
  authType: { 'api-key': 'authType.api-key', 'oauth-client': 'authType.oauth-client' },
  lifecycle: {
    provisioned: 'status.provisioned',
    active: 'status.active',
    suspended: 'status.suspended',
    disabled: 'status.disabled',
  },
  purpose: { '*': 'delegation.everything' },
  kind: { 'content-api': 'api-key.kind.content-api', admin: 'api-key.kind.admin' },
  lock: { none: 'lock.none', auto: 'status.auto-locked', admin: 'status.locked-by-admin' },
  credential: {
    ok: 'credential.ok',
    'must-change': 'credential.must-change',
    expired: 'status.expired',
    'reset-requested': 'credential.reset-requested',
  },
};

/** Lists of names. */
const NAMES = ['roleGroups', 'directRoles', 'dacGroups'];

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

export const fieldText = (field: string): TextId | undefined => FIELD_TEXTS[field];

/** What kind of value it is, so that it can be shown as people write it. */
export type ShownValue =
  | { kind: 'none' }
  | { kind: 'date'; value: string }
  | { kind: 'known'; text: TextId }
  | { kind: 'user-types'; types: UserType[] }
  | { kind: 'roles'; ids: number[] }
  | { kind: 'country'; code: string }
  | { kind: 'phones'; phones: Contact['phones'] }
  | { kind: 'text'; value: string };

export const shownValue = (field: string, value: unknown): ShownValue => {
  if (value === null || value === undefined || value === '') return { kind: 'none' };
  if (typeof value === 'boolean') return { kind: 'known', text: value ? 'yes' : 'no' };
  if (typeof value === 'string' && ISO_DATE.test(value)) return { kind: 'date', value };
  if (field === 'roles' && Array.isArray(value)) return { kind: 'roles', ids: value.map(Number) };
  if (field === 'country') return { kind: 'country', code: String(value) };
  if (Array.isArray(value) && value.length === 0) return { kind: 'none' };
  if (field === 'userTypes') return { kind: 'user-types', types: value as UserType[] };
  if (NAMES.includes(field)) return { kind: 'text', value: (value as string[]).join(', ') };
  if (field === 'phones') return { kind: 'phones', phones: value as Contact['phones'] };
  if (field === 'accounts' && Array.isArray(value)) return { kind: 'text', value: value.join(', ') };
  if (field === 'emails') return { kind: 'text', value: (value as unknown[]).map(addressOf).join(', ') };
  const text = VALUE_TEXTS[field]?.[String(value)];
  if (text) return { kind: 'known', text };
  return { kind: 'text', value: typeof value === 'object' ? JSON.stringify(value) : String(value) };
};

/** As the log keeps them, and as the rows of a form have them. */
const addressOf = (email: unknown) => (email as { address?: string }).address ?? String(email);

/** What a list has more than before, and what less. */
export const differenceOf = (before: unknown, after: unknown) => {
  const [was, is] = [before, after].map((value) => (Array.isArray(value) ? value.map(String) : [])) as [
    string[],
    string[],
  ];
  return {
    added: is.filter((one) => !was.includes(one)),
    removed: was.filter((one) => !is.includes(one)),
  };
};
