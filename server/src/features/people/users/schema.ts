import {
  AUTH_TYPES,
  CREDENTIALS,
  LIFECYCLES,
  LOCKS,
  MFA_LOSSES,
  MFA_REQUIREMENTS,
  USER_TYPES,
} from '../../../../../shared/constants';
import { ORDERED_FIELDS, TEXT_FIELDS } from '../../../../../shared/users/fields';
import { index, unique } from '../../../platform/tables';
import { attributeOf, COLUMNS } from './user-row';

export const USERS = 'gatehouse_users';

/** As short as the values allow: MariaDB indexes at most 3,072 bytes and counts four per character. */
const fact = (values: readonly string[], fallback: string) => ({
  type: 'enumeration',
  enum: values,
  column: { type: 'string', args: [20] },
  default: fallback,
  required: true,
});

const textsNamed = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

/**
 * The directory. Names, e-mail and roles are a copy of the native record's, kept by its lifecycles, so that
 * 100,000 users can be searched and sorted by index; everything else is Gatehouse's own.
 * The native user is named by its plain id: a relation would be another table to join on every request.
 */
export const userSchema = {
  table: USERS,
  attributes: {
    type: { type: 'enumeration', enum: USER_TYPES, default: 'panel', required: true },
    /** For API-only users. */
    authType: fact(AUTH_TYPES, 'api-key'),
    adminUserId: { type: 'integer' },
    userName: { type: 'string', required: true },
    /** The `userNameKey`, so that a name is unique however it is spelled. */
    userNameKey: { type: 'string', required: true },
    email: { type: 'string', required: true },
    roleNames: { type: 'string' },
    ...textsNamed(TEXT_FIELDS.map(attributeOf)),
    /** Null: the default of the user's type. */
    licenceId: { type: 'integer' },
    /** The text that is searched (`searchTextOf`). */
    searchText: { type: 'string', column: { type: 'string', args: [600] } },
    /** Sort keys of the list, each an `orderKey`; null where the field is empty. */
    ...textsNamed(ORDERED_FIELDS.map((field) => `${field}Order`)),
    lifecycle: fact(LIFECYCLES, 'provisioned'),
    suspendedUntil: { type: 'datetime' },
    lock: fact(LOCKS, 'none'),
    lockedAt: { type: 'datetime' },
    lockedReason: { type: 'string', column: { type: 'string', args: [500] } },
    lockedUntil: { type: 'datetime' },
    credential: fact(CREDENTIALS, 'ok'),
    /** Null: last changed before this was recorded. */
    passwordChangedAt: { type: 'datetime' },
    /** When somebody else set the present password, which must be changed; null: it is the user's own. */
    temporaryPasswordAt: { type: 'datetime' },
    validFrom: { type: 'datetime' },
    validTo: { type: 'datetime' },
    failedTries: { type: 'integer', default: 0, required: true },
    lastFailedAt: { type: 'datetime' },
    autoLocks: { type: 'integer', default: 0, required: true },
    lastLoginAt: { type: 'datetime' },
    mfaEnabled: { type: 'boolean', default: false, required: true },
    /** Derived from `mfaRequirement`, the roles and the policy; stored to spare requests loading those. */
    mfaRequired: { type: 'boolean', default: false, required: true },
    mfaRequirement: fact(MFA_REQUIREMENTS, 'default'),
    mfaDueAt: { type: 'datetime' },
    mfaSetupDue: { type: 'boolean', default: false, required: true },
    /** How they lost their last second factor, if they had one. */
    mfaLostTo: fact(MFA_LOSSES, 'none'),
    /** SHA-256 of an administrator's code for setting up another factor; null once used. */
    enrolCodeHash: { type: 'string' },
    enrolCodeUntil: { type: 'datetime' },
  },
  users: { adminUserId: 'followed' },
  indexes: [
    unique(USERS, 'admin_user_id'),
    unique(USERS, 'user_name_key'),
    unique(USERS, 'email'),
    ...[
      'type',
      'last_login_at',
      'failed_tries',
      'mfa_enabled',
      'mfa_required',
      'created_at',
      'updated_at',
      'suspended_until',
      'locked_until',
      'valid_from',
      'valid_to',
    ].map((column) => index(USERS, column)),
    // With the id, so that a search reads the index alone.
    index(USERS, 'search_text', 'id'),
    ...ORDERED_FIELDS.map((field) => index(USERS, COLUMNS[`${field}Order`], 'id')),
    // Everything needed to count the taken seats of a licence.
    index(USERS, 'licence_id', 'type', 'lifecycle'),
    // Every fact a status is derived from: the status filter and its count read only the index.
    index(
      USERS,
      'lifecycle',
      'lock',
      'credential',
      'suspended_until',
      'locked_until',
      'valid_from',
      'valid_to',
    ),
    index(USERS, 'lock', 'locked_until'),
    index(USERS, 'credential'),
  ],
};
