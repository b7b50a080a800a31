import { z } from 'zod';

import { ACCOUNT_ROLES, FACTOR_KINDS } from '../constants';
import { contract, isoDate, listMeta, paging } from './contract';
import { logEntry } from './log';
import { sessionLifespans } from './sessions';

/** The highest limit of open sessions that can be set. */
export const MAX_SESSIONS = 100;

const wholeOf = z.number().int();
const whole = (min: number, max: number) => wholeOf.check(z.gte(min), z.lte(max));

/** The environment defaults, with the values that apply until somebody changes them. */
export const lockoutPolicy = z.strictObject({
  /** Wrong passwords until the user is locked. */
  maxFailedTries: whole(1, 100).default(5),
  /** Minutes after the last failed try until the count restarts. */
  windowMinutes: whole(1, 1440).default(15),
  /** Minutes the first lock lasts. */
  lockMinutes: whole(1, 1440).default(15),
  /** Each lock is this many times as long as the one before. */
  multiplier: whole(1, 10).default(2),
  /** Minutes no lock exceeds. */
  maxLockMinutes: whole(1, 43_200).default(1440),
  /** The lock with this number lasts until an admin lifts it; 0: never. */
  permanentAfter: whole(0, 1000).default(10),
  /** Whether a browser that signed in before has tries of its own. */
  knownDevices: z.boolean().default(true),
});
export type LockoutPolicy = z.output<typeof lockoutPolicy>;

export const throttlePolicy = z.strictObject({
  /** Failed tries from one address, whichever users they are for, until it is denied; 0: never. */
  maxFailuresPerAddress: whole(0, 1_000_000).default(100),
  /** Minutes in which they are counted. */
  windowMinutes: whole(1, 1440).default(15),
});
export type ThrottlePolicy = z.output<typeof throttlePolicy>;

export const signInPolicy = z.strictObject({
  /** Whether an attempt with the right password is told why it is denied. */
  revealReason: z.boolean().default(false),
});

export const passwordPolicy = z.strictObject({
  /** Characters (code points) that a password must have at least. */
  minLength: whole(8, 64).default(12),
  /** Kinds of characters it must contain. */
  lower: z.boolean().default(false),
  upper: z.boolean().default(false),
  digit: z.boolean().default(false),
  special: z.boolean().default(false),
  /** The user's latest passwords, the present one included, that must not be reused; 0: any may. */
  history: whole(0, 24).default(5),
  /** Days after which a new one is asked for at the sign-in; 0: never. */
  maxAgeDays: whole(0, 3650).default(0),
  /** Hours for which a password given by somebody else lets users in to choose another; 0: no limit. */
  temporaryHours: whole(0, 8760).default(72),
  /** Whether common passwords are refused. */
  blocklist: z.boolean().default(true),
  /** Whether it must not contain words of the user's record or the project's name. */
  ownWords: z.boolean().default(true),
  /** Whether Have I Been Pwned is asked, by the first five digits of a hash (k-anonymity). */
  breachLookup: z.boolean().default(false),
});
export type PasswordPolicy = z.output<typeof passwordPolicy>;

export const invitationsPolicy = z.strictObject({
  /** Hours for which an invitation's link can be used. */
  expiresHours: whole(1, 8760).default(72),
  /** What a new user is in the accounts they are placed in, unless told otherwise. */
  accountRole: z.enum(ACCOUNT_ROLES).default('admin'),
});

export const mfaPolicy = z.strictObject({
  /** Whether users need a second factor, unless a user or a role says otherwise. */
  requirement: z.enum(['optional', 'required']).default('optional'),
  /** Days that users may still come in without one after it becomes required of them; 0: none. */
  graceDays: whole(0, 365).default(0),
  /** Days for which a trusted browser is not asked again; 0: each sign-in asks. */
  trustedDeviceDays: whole(0, 365).default(30),
  /**
   * Which kinds may be added and used. Always authenticator apps, as any user can set one up during a
   * sign-in; and recovery codes, which are no kind of their own.
   */
  methods: z
    .array(z.enum(FACTOR_KINDS))
    .refine((kinds) => kinds.includes('totp'), 'must hold totp')
    .refine((kinds) => new Set(kinds).size === kinds.length, 'must hold each once')
    .default(['totp', 'passkey']),
  /**
   * What a sign-in proves if another plugin vouches for it by creating the session itself: nothing, so that
   * users who need a second factor can't use it; or the second factor too, if that plugin asked for one.
   */
  otherSignIns: z.enum(['nothing', 'second-factor']).default('nothing'),
  /**
   * What setting one up in a sign-in needs besides the password, after a user's were reset or removed: a code
   * by mail (`mail-code`; from an administrator if no mail is sent), one from an administrator, or nothing.
   */
  afterLoss: z.enum(['mail-code', 'admin-code', 'password']).default('mail-code'),
});
export type MfaPolicy = z.output<typeof mfaPolicy>;
export const sessionsPolicy = z.strictObject({
  /** Panel sessions that a user may have open at once; one more ends the oldest. 0: any number. */
  maxPerUser: whole(0, MAX_SESSIONS).default(0),
});
export type SessionsPolicy = z.output<typeof sessionsPolicy>;

export const stepUpPolicy = z.strictObject({
  /** Minutes that a sign-in or step-up counts where a session alone does not; 0: a session always does. */
  maxAgeMinutes: whole(0, 1440).default(60),
});

export const logPolicy = z.strictObject({
  /**
   * Days after which log entries other than notes are deleted. At least a year, as somebody covering their
   * tracks could shorten it (PCI DSS 4.0, 10.5.1 requires twelve months).
   */
  retentionDays: whole(365, 36_500).default(3650),
});

export const policy = z.strictObject({
  lockout: lockoutPolicy,
  throttle: throttlePolicy,
  signIn: signInPolicy,
  password: passwordPolicy,
  invitations: invitationsPolicy,
  mfa: mfaPolicy,
  sessions: sessionsPolicy,
  stepUp: stepUpPolicy,
  log: logPolicy,
});
export type Policy = z.output<typeof policy>;

export const DEFAULT_POLICY: Policy = {
  lockout: lockoutPolicy.parse({}),
  throttle: throttlePolicy.parse({}),
  signIn: signInPolicy.parse({}),
  password: passwordPolicy.parse({}),
  invitations: invitationsPolicy.parse({}),
  mfa: mfaPolicy.parse({}),
  sessions: sessionsPolicy.parse({}),
  stepUp: stepUpPolicy.parse({}),
  log: logPolicy.parse({}),
};

/** Part of a group: omitted values stay as they are, so the defaults must not fill them in. */
const partOf = <S extends z.ZodRawShape>(group: z.ZodObject<S>) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(group.shape).map(([name, field]) => [
        name,
        (field as z.ZodDefault<z.ZodType>).unwrap().optional(),
      ]),
    ) as { [K in keyof S]: S[K] extends z.ZodDefault<infer T extends z.ZodType> ? z.ZodOptional<T> : never },
  );

export const policyChange = z.strictObject({
  lockout: partOf(lockoutPolicy).optional(),
  throttle: partOf(throttlePolicy).optional(),
  signIn: partOf(signInPolicy).optional(),
  password: partOf(passwordPolicy).optional(),
  invitations: partOf(invitationsPolicy).optional(),
  mfa: partOf(mfaPolicy).optional(),
  sessions: partOf(sessionsPolicy).optional(),
  stepUp: partOf(stepUpPolicy).optional(),
  log: partOf(logPolicy).optional(),
});
export type PolicyChange = z.output<typeof policyChange>;

const policyMeta = z.object({
  defaults: policy,
  updatedAt: isoDate.nullable(),
  updatedBy: z.string().nullable(),
  /** Value, such as `lockout.lockMinutes` → who changed it last; without those never changed. */
  lastChanges: z.record(z.string(), z.object({ by: z.string(), at: isoDate })),
  /** Set in Strapi's configuration, not here; null if unknown. */
  sessionLifespans: sessionLifespans.nullable(),
});
export type PolicyMeta = z.output<typeof policyMeta>;

export const getPolicy = contract({
  method: 'GET',
  path: '/policy',
  permissions: ['policy.read'],
  scope: 'open',
  response: policy,
  meta: policyMeta,
});

export const updatePolicy = contract({
  method: 'PUT',
  path: '/policy',
  permissions: ['policy.update'],
  body: policyChange,
  response: policy,
  meta: policyMeta,
});

/** Every change of the policy, newest first; `changes` are by value, such as `lockout.lockMinutes`. */
export const listPolicyChanges = contract({
  method: 'GET',
  path: '/policy/changes',
  permissions: ['policy.read'],
  scope: 'open',
  query: z.strictObject({ ...paging }),
  response: z.array(logEntry),
  meta: listMeta,
});

/**
 * What a change affects the moment it is made, each with how many now and how many then. `more`: it hits those
 * who become more; `fewer`: those who become fewer lose something; `told`: it hits nobody.
 */
const EFFECTS = {
  'users-without-tries': 'more',
  'users-next-locked-for-good': 'more',
  'users-with-known-devices': 'fewer',
  'addresses-turned-away': 'more',
  'users-with-old-passwords': 'more',
  'users-with-ended-passwords': 'more',
  'users-without-second-factor': 'more',
  'users-exempt-from-second-factor': 'told',
  'api-only-users': 'told',
  'users-with-trusted-devices': 'fewer',
  'users-left-with-recovery-codes': 'more',
  'users-to-show-more': 'more',
  'users-over-session-limit': 'more',
  'log-entries-too-old': 'more',
} as const;
export type PolicyEffect = keyof typeof EFFECTS;
export const POLICY_EFFECTS = Object.keys(EFFECTS) as PolicyEffect[];

/** Log entries are counted no further. */
export const MAX_LOG_ENTRIES_COUNTED = 10_000;

type Counted = { effect: PolicyEffect; before: number; after: number };
/** Whether the change takes something from somebody, or asks something more of them. */
export const isHit = ({ effect, before, after }: Counted) =>
  EFFECTS[effect] === 'more' ? after > before : EFFECTS[effect] === 'fewer' && after < before;
/** Whether there are at least that many. */
export const isCut = ({ effect, after }: Pick<Counted, 'effect' | 'after'>) =>
  effect === 'log-entries-too-old' && after >= MAX_LOG_ENTRIES_COUNTED;

export const previewPolicy = contract({
  method: 'POST',
  path: '/policy/preview',
  permissions: ['policy.update'],
  body: policyChange,
  response: z.object({
    /** Users locked at the moment: their locks end as they would have, whatever is changed. */
    lockedNow: z.number(),
    effects: z.array(z.object({ effect: z.enum(POLICY_EFFECTS), before: z.number(), after: z.number() })),
  }),
});
