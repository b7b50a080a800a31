import { ERROR_CODES, type ErrorCode } from '../../../shared/error-codes';

export type FieldError = { path: (string | number)[]; message: string; code?: string };

/** A refusal with a code of the catalogue, and the fields it is about. */
export class GatehouseError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    { message, errors }: { message?: string; errors?: FieldError[] } = {},
  ) {
    super(message ?? ERROR_CODES[code].message);
    this.name = 'GatehouseError';
    this.status = ERROR_CODES[code].status;
    this.details = { code, ...(errors ? { errors } : {}) };
  }

  readonly details: { code: ErrorCode; errors?: FieldError[] };
}

/** A refusal about one field. */
export const fieldError = (code: ErrorCode, field: string, message?: string) =>
  new GatehouseError(code, {
    message,
    errors: [{ path: [field], message: message ?? ERROR_CODES[code].message, code }],
  });
