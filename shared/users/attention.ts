import type { z } from 'zod';

import type { userFilters } from '../contracts/users';
import { STATUSES, USER_STATUSES } from './statuses';

/** Before an API key expires, as many days as its user is told ahead. */
export const KEYS_EXPIRE_WITHIN_DAYS = 14;

/** Users who are kept out anyway need no second factor. */
const comingIn = STATUSES.filter((name) => USER_STATUSES[name].comesIn);

/** What needs somebody to act, the most urgent first, each as the filters of the list that shows these users. */
export const ATTENTION = {
  locked: { status: { $in: ['auto-locked', 'locked-by-admin'] } },
  'keys-expiring': { keyExpires: { $withinDays: String(KEYS_EXPIRE_WITHIN_DAYS) } },
  'without-mfa': { mfaRequired: { $eq: 'true' }, mfaEnabled: { $eq: 'false' }, status: { $in: comingIn } },
  /** Those who have been invited, too. */
  'never-signed-in': {
    lastLoginAt: { $null: 'true' },
    type: { $eq: 'panel' },
    status: { $in: [...comingIn, 'provisioned'] },
  },
} as const satisfies Record<string, z.input<typeof userFilters>>;

export type Attention = keyof typeof ATTENTION;
export const ATTENTION_NAMES = Object.keys(ATTENTION) as [Attention, ...Attention[]];
