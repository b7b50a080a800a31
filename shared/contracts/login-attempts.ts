import { z } from 'zod';

import { OUTCOMES, REALMS, REASONS } from '../constants';
import { anyOf, contract, id, idInPath, isoDate, listMeta, paging } from './contract';

export const loginAttempt = z.object({
  id,
  /** Null where nobody has the name that was typed, and once the user is deleted. */
  user: z.object({ id, userName: z.string() }).nullable(),
  userName: z.string(),
  realm: z.enum(REALMS),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  message: z.string(),
  method: z.string(),
  ip: z.string(),
  userAgent: z.string().nullable(),
  /** How often it was repeated within the minute, itself included. */
  count: z.number(),
  createdAt: isoDate,
});
export type LoginAttempt = z.output<typeof loginAttempt>;

export const listLoginAttempts = contract({
  method: 'GET',
  path: '/login-attempts',
  permissions: ['login-attempts.read'],
  query: z.strictObject({
    ...paging,
    filters: z
      .strictObject({
        user: z.strictObject({ $eq: idInPath }).optional(),
        outcome: anyOf(z.enum(OUTCOMES)).optional(),
        reason: anyOf(z.enum(REASONS)).optional(),
      })
      .default({}),
  }),
  response: z.array(loginAttempt),
  meta: listMeta,
});
