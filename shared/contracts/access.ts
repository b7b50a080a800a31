import { z } from 'zod';

import { MAX_TYPED_RANGE, REALMS, REASONS } from '../constants';
import { asciiTyped } from '../typed';
import { contract, id, isoDate } from './contract';

/** The access rules. The panel has a text for each one's name and for when it passes. */
export const RULES = [
  'throttle',
  'knownUser',
  'apiOnly',
  'ssoOnly',
  'keyLicence',
  'lifecycle',
  'granted',
  'adminLock',
  'accessDates',
  'address',
  'temporaryPassword',
  'autoLock',
  'triesLeft',
  'secondFactor',
  'enrolProof',
  'newPassword',
  'enrolFactor',
] as const;
export type RuleName = (typeof RULES)[number];

export const explainAccess = contract({
  method: 'POST',
  path: '/access/explain',
  permissions: ['access.explain'],
  scope: 'narrowed',
  body: z.strictObject({
    user: id,
    ip: z
      .string()
      .max(MAX_TYPED_RANGE)
      .transform(asciiTyped)
      .pipe(z.union([z.ipv4(), z.ipv6()])),
    /** A moment other than now. */
    at: isoDate.optional(),
    /** `panel`: a sign-in; `api`: a request with one of the user's keys. */
    realm: z.enum(REALMS).default('panel'),
  }),
  response: z.object({
    /** `challenge`: the password alone is not enough, a step is left. */
    decision: z.object({
      outcome: z.enum(['allow', 'challenge', 'deny']),
      reason: z.enum(REASONS),
      message: z.string(),
    }),
    rules: z.array(
      z.object({
        rule: z.enum(RULES),
        outcome: z.enum(['pass', 'challenge', 'deny']),
        reason: z.enum(REASONS),
        message: z.string(),
        until: isoDate.nullable(),
      }),
    ),
  }),
});
