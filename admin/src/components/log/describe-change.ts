import {
  ACCOUNT_ROLES,
  type AccountRole,
  OUTCOMES,
  REASONS,
  type UserType,
} from '../../../../shared/constants';
import type { Contact } from '../../../../shared/contracts/contact';
import { LOG_KINDS } from '../../../../shared/contracts/log';
import { LICENCE_FEATURES } from '../../../../shared/licences';
import { TARGET_KINDS } from '../../../../shared/log/actions';
import type { TextId } from '../../translations/use-translation';
import { pathOf } from '../policy/policy-fields';

/** Stored fields by the name that people know them by. */
const FIELD_TEXTS: Partial<Record<string, TextId>> = {
  // User
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
  dacGroups: 'user.part.dac-groups',
  timeZone: 'field.timeZone',
  locale: 'field.locale',
  licence: 'field.licence',
  validFrom: 'field.validFrom',
  validTo: 'field.validTo',
  failedTries: 'field.failedTries',
  lifecycle: 'field.lifecycle',
  suspendedUntil: 'field.suspendedUntil',
  lock: 'field.lock',
  lockedReason: 'field.lockedReason',
  lockedUntil: 'field.lockedUntil',
  credential: 'field.credential',
  mfaRequired: 'field.mfaRequired',
  mfaEnabled: 'field.mfaEnabled',
  mfaSetupDue: 'log.field.mfaSetupDue',
  mfaRequirement: 'mfa.requirement',
  // What belongs to a user
  purpose: 'delegation.purpose',
  ipRule: 'field.ipRule',
  ipRuleNote: 'rules.note',
  kind: 'api-key.kind',
  expiresAt: 'api-key.expiresAt',
  // Role, group, account or licence
  name: 'log.field.name',
  description: 'log.field.description',
  parent: 'log.field.parent',
  maxSessions: 'roles.maxSessions',
  ownAccountsOnly: 'role.ownAccountsOnly',
  apiActions: 'role.apiActions',
  permissions: 'role.permissions.changed',
  userTypes: 'roles.userTypes',
  licences: 'role.licences',
  seats: 'licences.seats',
  features: 'licences.features',
  namedRolesOnly: 'licences.namedRolesOnly',
  // Mail template
  subject: 'mail-template.subject',
  html: 'mail-template.html',
  text: 'mail-template.text',
  // Single sign-on
  autoRegister: 'log.field.autoRegister',
  defaultRole: 'log.field.defaultRole',
  ssoLockedRoles: 'log.field.ssoLockedRoles',
  // Filters of an export
  actor: 'log.field.actor',
  action: 'log.field.action',
  about: 'log.field.about',
  target: 'log.field.target',
  user: 'log.field.user',
  entryKind: 'log.field.entryKind',
  from: 'log.field.from',
  to: 'log.field.to',
  ip: 'attempt.ip',
  outcome: 'field.outcome',
  reason: 'field.reason',
};

const textsOf = <const T extends string>(codes: readonly T[], text: (code: T) => TextId) =>
  Object.fromEntries(codes.map((code) => [code, text(code)]));

/** Stored codes in words, one or several. */
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
  mfaRequirement: {
    default: 'mfa.requirement.default',
    enforced: 'mfa.requirement.enforced',
    'not-enforced': 'mfa.requirement.not-enforced',
  },
  namedRolesOnly: { true: 'licences.namedRolesOnly.yes', false: 'licences.namedRolesOnly.no' },
  features: textsOf(LICENCE_FEATURES, (feature) => `licences.feature.${feature}`),
  outcome: textsOf(OUTCOMES, (outcome) => `outcome.${outcome}`),
  reason: textsOf(REASONS, (reason) => `reason.${reason}`),
  about: textsOf(TARGET_KINDS, (kind) => `activity.about.${kind}`),
  entryKind: textsOf(LOG_KINDS, (kind) => `activity.kind.${kind}`),
};

/** Texts as long as pages, too long to show. */
const LONG = new Set(['html', 'text']);

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
/** How older entries name the texts of a template. */
const TEXT_OF_TEMPLATE = /^[a-z-]+\.(subject|html|text)$/;

const nameOfField = (field: string) => TEXT_OF_TEMPLATE.exec(field)?.[1] ?? field;

export const fieldText = (field: string): TextId | undefined => {
  const path = pathOf(field);
  return path ? `policy.${path}` : FIELD_TEXTS[nameOfField(field)];
};

type Membership = { name: string; role: AccountRole };

/** The kind of a value, so that it can be shown as people write it. */
export type ShownValue =
  | { kind: 'none' }
  | { kind: 'date'; value: string }
  | { kind: 'known'; texts: TextId[] }
  | { kind: 'actions'; actions: string[] }
  | { kind: 'policy'; value: unknown }
  | { kind: 'user-types'; types: UserType[] }
  | { kind: 'roles'; ids: number[] }
  | { kind: 'accounts'; memberships: Membership[] }
  | { kind: 'country' | 'language'; code: string }
  | { kind: 'phones'; phones: Contact['phones'] }
  | { kind: 'changed' }
  | { kind: 'text'; value: string };

export const shownValue = (loggedField: string, value: unknown): ShownValue => {
  const field = nameOfField(loggedField);
  if (value === null || value === undefined || value === '') return { kind: 'none' };
  if (pathOf(loggedField)) return { kind: 'policy', value };
  const known = knownTexts(field, value);
  if (known) return { kind: 'known', texts: known };
  if (typeof value === 'boolean') return { kind: 'known', texts: [value ? 'yes' : 'no'] };
  if (typeof value === 'string' && ISO_DATE.test(value)) return { kind: 'date', value };
  if (LONG.has(field)) return { kind: 'changed' };
  if (field === 'country') return { kind: 'country', code: String(value) };
  if (field === 'locale') return { kind: 'language', code: String(value) };
  if (!Array.isArray(value)) return { kind: 'text', value: plainText(value) };
  if (value.length === 0) return { kind: 'none' };
  return shownList(field, value);
};

const shownList = (field: string, list: readonly unknown[]): ShownValue => {
  switch (field) {
    case 'roles':
      // Older entries hold ids instead of names.
      if (list.every((id) => typeof id === 'number')) return { kind: 'roles', ids: [...list] };
      break;
    case 'userTypes':
      return { kind: 'user-types', types: list as UserType[] };
    case 'phones':
      return { kind: 'phones', phones: list as Contact['phones'] };
    case 'accounts':
      return membershipsIn(list) ?? { kind: 'text', value: list.map(plainText).join(', ') };
    case 'action':
      return { kind: 'actions', actions: list.map(String) };
    case 'emails':
      return { kind: 'text', value: list.map(addressOf).join(', ') };
  }
  return { kind: 'text', value: list.map(plainText).join(', ') };
};

/** For one code or several, if all are known; older entries hold several as one text. */
const knownTexts = (field: string, value: unknown): TextId[] | undefined => {
  const texts = VALUE_TEXTS[field];
  if (!texts || (Array.isArray(value) && value.length === 0)) return undefined;
  const codes = Array.isArray(value) ? value.map(String) : String(value).split(', ');
  const found = codes.flatMap((code) => texts[code] ?? []);
  return found.length === codes.length ? found : undefined;
};

const plainText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** As the log keeps them, “Acme: admin”; undefined if one reads otherwise. */
const membershipsIn = (list: readonly unknown[]): ShownValue | undefined => {
  const memberships = list.flatMap((one): Membership[] => {
    const [, name, role] = /^(.*): (\w+)$/s.exec(String(one)) ?? [];
    const known = ACCOUNT_ROLES.find((candidate) => candidate === role);
    return name !== undefined && known ? [{ name, role: known }] : [];
  });
  return memberships.length === list.length ? { kind: 'accounts', memberships } : undefined;
};

/** Takes an address as the log keeps it and as a form's rows have it. */
const addressOf = (email: unknown) => (email as { address?: string }).address ?? String(email);

/** What was added to a list, and what was removed. */
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
