import type {
  AuthType,
  Credential,
  Lifecycle,
  Lock,
  MfaLoss,
  MfaRequirement,
  UserType,
} from '../../../../../shared/constants';
import type { UserFacts } from '../../../domain/facts';
import { type Row, toDate, toEnd, toText } from '../../../platform/database';

/** One entry of the directory as the server knows it. */
export type StoredUser = UserFacts & {
  adminUserId: number;
  /** Of an API-only user. */
  authType: AuthType;
  userName: string;
  userNameKey: string;
  roleNames: string;
  /** Null: the one that goes with the type. */
  licenceId: number | null;
  displayName: string | null;
  firstname: string | null;
  lastname: string | null;
  email: string;
  mobile: string | null;
  timeZone: string | null;
  locale: string | null;
  passwordChangedAt: Date | null;
  temporaryPasswordAt: Date | null;
  lastLoginAt: Date | null;
  mfaRequirement: MfaRequirement;
  mfaLostTo: MfaLoss;
  enrolCodeUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** Attribute → column, for everything that is written as it is. */
export const COLUMNS = {
  type: 'type',
  authType: 'auth_type',
  adminUserId: 'admin_user_id',
  userName: 'user_name',
  userNameKey: 'user_name_key',
  displayName: 'display_name',
  firstname: 'firstname',
  lastname: 'lastname',
  email: 'email',
  mobile: 'mobile',
  roleNames: 'role_names',
  licenceId: 'licence_id',
  timeZone: 'time_zone',
  locale: 'locale_tag',
  searchText: 'search_text',
  userNameOrder: 'user_name_order',
  displayNameOrder: 'display_name_order',
  firstnameOrder: 'firstname_order',
  lastnameOrder: 'lastname_order',
  emailOrder: 'email_order',
  mobileOrder: 'mobile_order',
  rolesOrder: 'roles_order',
  lifecycle: 'lifecycle',
  suspendedUntil: 'suspended_until',
  lock: 'lock',
  lockedAt: 'locked_at',
  lockedReason: 'locked_reason',
  lockedUntil: 'locked_until',
  credential: 'credential',
  passwordChangedAt: 'password_changed_at',
  temporaryPasswordAt: 'temporary_password_at',
  validFrom: 'valid_from',
  validTo: 'valid_to',
  failedTries: 'failed_tries',
  lastFailedAt: 'last_failed_at',
  autoLocks: 'auto_locks',
  lastLoginAt: 'last_login_at',
  mfaEnabled: 'mfa_enabled',
  mfaRequired: 'mfa_required',
  mfaRequirement: 'mfa_requirement',
  mfaDueAt: 'mfa_due_at',
  mfaSetupDue: 'mfa_setup_due',
  mfaLostTo: 'mfa_lost_to',
  enrolCodeHash: 'enrol_code_hash',
  enrolCodeUntil: 'enrol_code_until',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
} as const;
export type Attribute = keyof typeof COLUMNS;

export const toColumns = (values: Partial<Record<Attribute, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([attribute, value]) => [COLUMNS[attribute as Attribute], value]),
  );

/** As much of a user as it takes to decide about a session or a token. */
export type Principal = UserFacts & Pick<StoredUser, 'adminUserId' | 'userName' | 'email'>;

const PRINCIPAL_ATTRIBUTES = [
  'adminUserId',
  'type',
  'userName',
  'email',
  'lifecycle',
  'suspendedUntil',
  'lock',
  'lockedAt',
  'lockedReason',
  'lockedUntil',
  'credential',
  'validFrom',
  'validTo',
  'failedTries',
  'lastFailedAt',
  'autoLocks',
  'mfaEnabled',
  'mfaRequired',
  'mfaDueAt',
  'mfaSetupDue',
] as const satisfies readonly Attribute[];
export const PRINCIPAL_COLUMNS = ['id', ...PRINCIPAL_ATTRIBUTES.map((attribute) => COLUMNS[attribute])];

export const toPrincipal = (row: Row): Principal => ({
  id: Number(row.id),
  adminUserId: Number(row.admin_user_id),
  type: row.type as UserType,
  userName: String(row.user_name),
  email: String(row.email),
  lifecycle: row.lifecycle as Lifecycle,
  suspendedUntil: toDate(row.suspended_until),
  lock: row.lock as Lock,
  lockedAt: toDate(row.locked_at),
  lockedReason: toText(row.locked_reason),
  lockedUntil: toDate(row.locked_until),
  credential: row.credential as Credential,
  validFrom: toDate(row.valid_from),
  validTo: toEnd(row.valid_to),
  failedTries: Number(row.failed_tries),
  lastFailedAt: toDate(row.last_failed_at),
  autoLocks: Number(row.auto_locks),
  mfaEnabled: Boolean(row.mfa_enabled),
  mfaRequired: Boolean(row.mfa_required),
  mfaDueAt: toDate(row.mfa_due_at),
  mfaSetupDue: Boolean(row.mfa_setup_due),
});

export const toUser = (row: Row): StoredUser => ({
  ...toPrincipal(row),
  // Null: written before there was a choice.
  authType: (row.auth_type as AuthType | null) ?? 'api-key',
  userNameKey: String(row.user_name_key),
  roleNames: String(row.role_names ?? ''),
  licenceId: row.licence_id === null ? null : Number(row.licence_id),
  displayName: toText(row.display_name),
  firstname: toText(row.firstname),
  lastname: toText(row.lastname),
  mobile: toText(row.mobile),
  timeZone: toText(row.time_zone),
  locale: toText(row.locale_tag),
  passwordChangedAt: toDate(row.password_changed_at),
  temporaryPasswordAt: toDate(row.temporary_password_at),
  lastLoginAt: toDate(row.last_login_at),
  mfaRequirement: row.mfa_requirement as MfaRequirement,
  // Null: written before anybody noted it.
  mfaLostTo: (row.mfa_lost_to as MfaLoss | null) ?? 'none',
  enrolCodeUntil: toDate(row.enrol_code_until),
  createdAt: toDate(row.created_at) ?? new Date(0),
  updatedAt: toDate(row.updated_at) ?? new Date(0),
});
