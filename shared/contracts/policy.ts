import { z } from 'zod';

import { contract, isoDate } from './contract';

const whole = (min: number, max: number) => z.number().int().min(min).max(max);

/** The environment defaults, with what holds until somebody changes them. */
export const lockoutPolicy = z.strictObject({
  /** Wrong passwords until the user locks. */
  maxFailedTries: whole(1, 100).default(5),
  /** Minutes after the last failed try until the count starts anew. */
  windowMinutes: whole(1, 1440).default(15),
  /** Minutes the first lock lasts. */
  lockMinutes: whole(1, 1440).default(15),
  /** By how much each further lock is longer than the one before. */
  multiplier: whole(1, 10).default(2),
  /** Minutes no lock exceeds. */
  maxLockMinutes: whole(1, 43_200).default(1440),
  /** The lock of this number stays until an admin lifts it; 0: never. */
  permanentAfter: whole(0, 1000).default(10),
  /** Whether a browser that signed in before has tries of its own. */
  knownDevices: z.boolean().default(true),
});
export type LockoutPolicy = z.output<typeof lockoutPolicy>;

export const throttlePolicy = z.strictObject({
  /** Failed tries from one address, whomever they are for, until it is turned away; 0: never. */
  maxFailuresPerAddress: whole(0, 1_000_000).default(100),
  /** Minutes in which they are counted. */
  windowMinutes: whole(1, 1440).default(15),
});
export type ThrottlePolicy = z.output<typeof throttlePolicy>;

export const signInPolicy = z.strictObject({
  /** Whether a right password is told why it is refused all the same. */
  revealReason: z.boolean().default(false),
});

export const policy = z.strictObject({
  lockout: lockoutPolicy,
  throttle: throttlePolicy,
  signIn: signInPolicy,
});
export type Policy = z.output<typeof policy>;

export const DEFAULT_POLICY: Policy = {
  lockout: lockoutPolicy.parse({}),
  throttle: throttlePolicy.parse({}),
  signIn: signInPolicy.parse({}),
};

/** Part of a group: what is left out stays as it is, so the defaults must not fill it in. */
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
});
export type PolicyChange = z.output<typeof policyChange>;

const policyMeta = z.object({
  defaults: policy,
  updatedAt: isoDate.nullable(),
  updatedBy: z.string().nullable(),
});

export const getPolicy = contract({
  method: 'GET',
  path: '/policy',
  permissions: ['policy.read'],
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
