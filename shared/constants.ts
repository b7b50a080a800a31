export const PLUGIN_ID = 'gatehouse';

export const USER_TYPES = ['panel', 'api-only', 'end-user'] as const;
export type UserType = (typeof USER_TYPES)[number];

export const LIFECYCLES = ['provisioned', 'active', 'suspended', 'disabled'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export const LOCKS = ['none', 'auto', 'admin'] as const;
export type Lock = (typeof LOCKS)[number];

export const CREDENTIALS = ['ok', 'must-change', 'expired', 'reset-requested'] as const;
export type Credential = (typeof CREDENTIALS)[number];

/** What is set for one user; `default`: what the environment and the user's roles require. */
export const MFA_REQUIREMENTS = ['default', 'enforced', 'not-enforced'] as const;
export type MfaRequirement = (typeof MFA_REQUIREMENTS)[number];

/** What a user can set up as a second factor. */
export const FACTOR_KINDS = ['totp', 'passkey', 'mail', 'sms'] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Codes that are sent: weaker, as anyone who reads the mails or has the number gets them too. */
export const SENT_KINDS = ['mail', 'sms'] as const;
export type SentKind = (typeof SENT_KINDS)[number];
export const isSentKind = (kind: string): kind is SentKind =>
  (SENT_KINDS as readonly string[]).includes(kind);

/** What can be set up before the sign-in is complete. */
export const ENROL_KINDS = ['totp', ...SENT_KINDS] as const;
export type EnrolKind = (typeof ENROL_KINDS)[number];

/** What the second step of a sign-in can be answered with. */
export const MFA_METHODS = [...FACTOR_KINDS, 'recovery-code'] as const;
export type MfaMethod = (typeof MFA_METHODS)[number];

/** What setting one up again asks for besides the password, of users who have lost theirs. */
export const ENROL_PROOFS = ['mail', 'admin-code'] as const;
export type EnrolProof = (typeof ENROL_PROOFS)[number];

/** What any step of a sign-in can be answered with. */
export const STEP_METHODS = [...MFA_METHODS, 'admin-code'] as const;
export type StepMethod = (typeof STEP_METHODS)[number];

/** Why a user has no second factor any more: never had one, removed it, or somebody else did. */
export const MFA_LOSSES = ['none', 'own', 'admin'] as const;
export type MfaLoss = (typeof MFA_LOSSES)[number];

export const RULE_SCOPES = ['user', 'role', 'everyone'] as const;
export type RuleScope = (typeof RULE_SCOPES)[number];

export const REALMS = ['panel', 'api', 'end-user'] as const;
export type Realm = (typeof REALMS)[number];

export const OUTCOMES = ['success', 'failure', 'challenge'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Why an attempt ended as it did, with its `message` over HTTP. The panel shows its own translation of the reason.
 */
export const REASON_MESSAGES = {
  ok: 'Signed in',
  'unknown-user': 'No user has this name',
  'wrong-password': 'Wrong password',
  'too-many-tries': 'No tries left',
  'auto-locked': 'Locked after too many failed tries',
  'locked-by-admin': 'Locked by an administrator',
  suspended: 'The user is suspended',
  disabled: 'The user is disabled',
  'not-provisioned': 'Access has not been granted yet',
  'not-yet-valid': 'Before the first day of access',
  expired: 'After the last day of access',
  'address-not-allowed': 'The address is not allowed',
  'api-only': 'API-only users cannot sign in to the panel',
  'no-api-licence': 'The licence of the user allows no API keys',
  'not-a-key': 'The token is none of the keys of this API-only user',
  'rate-limited': 'Too many requests',
  'mfa-required': 'A second factor is required',
  'mfa-failed': 'The second factor was wrong',
  'new-password-required': 'A new password is required',
  'temporary-password-expired': 'The password that was given for a first sign-in has ended',
  'challenge-invalid': 'The challenge was invalid or too old',
  'sso-only': 'The user signs in through single sign-on',
  'not-permitted': 'Asked for what they may not do',
  'more-than-you-hold': 'Tried to grant more than they hold',
  'super-admin-only': 'Tried to change what bears on a super admin',
  'out-of-reach': 'Reached beyond the accounts they administer',
  'fresh-proof-asked': 'Was asked to show once more who they are',
  'fresh-proof-shown': 'Showed once more who they are',
} as const satisfies Record<string, string>;
export type Reason = keyof typeof REASON_MESSAGES;
export const REASONS = Object.keys(REASON_MESSAGES) as Reason[];

/** Of requests by users already signed in: no sign-ins, so they are not counted with them. */
export const REQUEST_REASONS = [
  'not-permitted',
  'more-than-you-hold',
  'super-admin-only',
  'out-of-reach',
  'fresh-proof-asked',
  'fresh-proof-shown',
] as const satisfies readonly Reason[];

/** What a user is in an account: admins see, invite and manage the users of it and of those below. */
export const ACCOUNT_ROLES = ['admin', 'viewer'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** What an API-only user comes in with. */
export const AUTH_TYPES = ['api-key', 'oauth-client'] as const;
export type AuthType = (typeof AUTH_TYPES)[number];

/** Strapi's two kinds of API tokens: for the Content API, and for the routes of the panel. */
export const API_KEY_KINDS = ['content-api', 'admin'] as const;
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

/** What becomes of a mail. `queued`: it is tried again later. */
export const MAIL_STATUSES = ['queued', 'sent', 'failed'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** Every mail Gatehouse sends. */
export const MAIL_TEMPLATES = [
  'invitation',
  'reset-password',
  'temporary-password',
  'password-changed',
  'locked',
  'email-changed',
  'new-device',
  'password-known',
  'factor-added',
  'factor-removed',
  'mfa-reset',
  'trusted-devices-deleted',
  'recovery-code-used',
  'sign-in-code',
  'api-key-expiring',
] as const;
export type MailTemplateName = (typeof MAIL_TEMPLATES)[number];

/** Mails with a link, a password or a code that lets somebody in: issued again, not sent again. */
export const SECRET_MAILS: ReadonlySet<MailTemplateName> = new Set([
  'invitation',
  'reset-password',
  'temporary-password',
  'sign-in-code',
]);

/** One more step after the right password. */
export const CHALLENGE_KINDS = ['mfa', 'enrol-proof', 'enrol-mfa', 'new-password'] as const;
export type ChallengeKind = (typeof CHALLENGE_KINDS)[number];

export const MAX_PAGE_SIZE = 200;
export const DEFAULT_PAGE_SIZE = 20;
/** The furthest row a list pages to; beyond it a filter is the better tool. */
export const MAX_OFFSET = 1_000_000;

/** The longest deliverable e-mail address (RFC 5321 §4.5.3.1.3); typed names are cut to it. */
export const MAX_LOGIN_NAME_LENGTH = 254;
/** bcrypt reads no more than 72 bytes; a longer password is refused rather than cut. */
export const MAX_PASSWORD_BYTES = 72;
/** In characters; anything longer is not even looked at. */
export const MAX_TYPED_PASSWORD = 1000;
/** Of an address or a range: the longest is a full IPv6 address with its prefix, plus pasted blanks. */
export const MAX_TYPED_RANGE = 64;
