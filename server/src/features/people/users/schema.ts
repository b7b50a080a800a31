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

/** No longer than the values need: MariaDB indexes no more than 3,072 bytes, and counts four for a character. */
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
 * The directory. Names, e-mail and roles are a copy of the native record's, kept by its lifecycles, so that 100,000
 * users can be searched and sorted by index; everything else is Gatehouse's own.
 * The native user is named by its plain id: a relation would be a table more to join on every request.
 */
export const userSchema = {
  table: USERS,
  attributes: {
    type: { type: 'enumeration', enum: USER_TYPES, default: 'panel', required: true },
    /** Of an API-only user. */
    authType: fact(AUTH_TYPES, 'api-key'),
    adminUserId: { type: 'integer' },
    userName: { type: 'string', required: true },
    /** Its `userNameKey`, so that a name can be given once only, however it is written. */
    userNameKey: { type: 'string', required: true },
    email: { type: 'string', required: true },
    roleNames: { type: 'string' },
    ...textsNamed(TEXT_FIELDS.map(attributeOf)),
    /** Null: the one that goes with the type. */
    licenceId: { type: 'integer' },
    /** All that the search looks through (`searchTextOf`). */
    searchText: { type: 'string', column: { type: 'string', args: [600] } },
    /** What the list is sorted by: an `orderKey` of each; null for nothing. */
    ...textsNamed(ORDERED_FIELDS.map((field) => `${field}Order`)),
    lifecycle: fact(LIFECYCLES, 'provisioned'),
    suspendedUntil: { type: 'datetime' },
    lock: fact(LOCKS, 'none'),
    lockedAt: { type: 'datetime' },
    lockedReason: { type: 'string', column: { type: 'string', args: [500] } },
    lockedUntil: { type: 'datetime' },
    credential: fact(CREDENTIALS, 'ok'),
    /** Null: before anybody wrote it down. */
    passwordChangedAt: { type: 'datetime' },
    /** When somebody else gave the present password, to be changed; null: it is the user's own. */
    temporaryPasswordAt: { type: 'datetime' },
    validFrom: { type: 'datetime' },
    validTo: { type: 'datetime' },
    failedTries: { type: 'integer', default: 0, required: true },
    lastFailedAt: { type: 'datetime' },
    autoLocks: { type: 'integer', default: 0, required: true },
    lastLoginAt: { type: 'datetime' },
    mfaEnabled: { type: 'boolean', default: false, required: true },
    /** What follows from `mfaRequirement`, the roles and the policy, kept so that requests need not ask for those. */
    mfaRequired: { type: 'boolean', default: false, required: true },
    mfaRequirement: fact(MFA_REQUIREMENTS, 'default'),
    mfaDueAt: { type: 'datetime' },
    mfaSetupDue: { type: 'boolean', default: false, required: true },
    /** Since they last had one. */
    mfaLostTo: fact(MFA_LOSSES, 'none'),
    /** SHA-256 of a code that an administrator has given, to set up another one; gone once it was used. */
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
      'search_text',
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
    ...ORDERED_FIELDS.map((field) => index(USERS, COLUMNS[`${field}Order`], 'id')),
    // All that tells how many seats of a licence are taken.
    index(USERS, 'licence_id', 'type', 'lifecycle'),
    // Every fact a status is derived from: the status filter and its count read the index alone.
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
