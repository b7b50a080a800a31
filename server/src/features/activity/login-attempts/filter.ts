import type { LoginAttemptFilters } from '../../../../../shared/contracts/login-attempts';
import { keysOfNetwork } from '../../../domain/address-key';
import { parseRange } from '../../../domain/ip-range';
import { fieldError } from '../../../platform/errors';
import type { AttemptFilter } from './store';

const addressesOf = (text: string): [first: string, last: string] => {
  const parsed = parseRange(text);
  if ('cidr' in parsed) return keysOfNetwork(parsed.cidr);
  throw fieldError('INVALID_RANGE', ['filters', 'ip', '$eq'], parsed);
};

/** The filters of a request, in the store's form. */
export const toAttemptFilter = ({
  user,
  outcome,
  reason,
  ip,
  createdAt,
}: LoginAttemptFilters): AttemptFilter => ({
  userId: user?.$eq,
  outcomes: outcome,
  reasons: reason,
  addresses: ip && addressesOf(ip.$eq),
  from: createdAt?.$gte ? new Date(createdAt.$gte) : undefined,
  to: createdAt?.$lt ? new Date(createdAt.$lt) : undefined,
});
