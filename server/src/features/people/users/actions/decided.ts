import type { ErrorCode } from '../../../../../../shared/error-codes';
import type { Refusal } from '../../../../../../shared/refusals';
import type { StoredUser } from '../user-row';

export type Refused = { code: ErrorCode; why?: Refusal };
/** One of many users, and why the action was refused; null: it was done. */
export type Decided = { user: StoredUser; refused: Refused | null };

/** What earlier batches of a preview would have done, which the database does not show. */
export type Foreseen = {
  /** Native ids of super admins who would be shut out. */
  gone: Set<number>;
  /** Why there is no seat left, by all that would be taken. */
  refusalOfSeat: (user: StoredUser) => Refused | null;
};

/** Those that were not refused. */
export const doneIn = <D extends Decided>(decided: readonly D[]): D[] =>
  decided.filter(({ refused }) => refused === null);
