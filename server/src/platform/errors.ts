import { ERROR_CODES, type ErrorCode } from '../../../shared/error-codes';
import type { Refusal } from '../../../shared/refusals';

export type FieldError = { path: (string | number)[]; message: string; code?: string } & Why;
/** For clients to put into their own words. */
type Why = Partial<Pick<Refusal, 'reason' | 'values'>>;

type Told = {
  message: string | undefined;
  why: Refusal | undefined;
  errors: FieldError[];
  retryAfter: number | undefined;
};

/** Seconds, if nobody knows how long it takes. */
const RETRY_AFTER = 60;

/** A refusal with a code from the catalogue, a more exact reason, and the fields it is about. */
export class GatehouseError extends Error {
  readonly status: number;
  readonly details: { code: ErrorCode; errors?: FieldError[] } & Why;
  /** For a 429: whole seconds until another try makes sense. */
  readonly retryAfter: number;

  constructor(
    readonly code: ErrorCode,
    { message, why, errors, retryAfter = RETRY_AFTER }: Partial<Told> = {},
  ) {
    super(message ?? why?.refused ?? ERROR_CODES[code].message);
    this.name = 'GatehouseError';
    this.status = ERROR_CODES[code].status;
    this.details = { code, ...whyOf(why), ...(errors && { errors }) };
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}

/** A refusal about one field. */
export const fieldError = (code: ErrorCode, field: string | (string | number)[], why?: Refusal) =>
  new GatehouseError(code, {
    why,
    errors: [
      { path: [field].flat(), message: why?.refused ?? ERROR_CODES[code].message, code, ...whyOf(why) },
    ],
  });

const whyOf = (why?: Refusal): Why =>
  why ? { reason: why.reason, ...(why.values && { values: why.values }) } : {};
