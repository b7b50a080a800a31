import type { ErrorCode } from '../../../../../../shared/error-codes';
import type { Refusal } from '../../../../../../shared/refusals';
import type { StoredUser } from '../user-row';

export type Refused = { code: ErrorCode; why?: Refusal };
/** A user of many and why nothing was done to them; null: it was done. */
export type Decided = { user: StoredUser; refused: Refused | null };

/** Those to whom it was done. */
export const doneIn = <D extends Decided>(decided: readonly D[]): D[] =>
  decided.filter(({ refused }) => refused === null);
