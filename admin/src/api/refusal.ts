import { ERROR_CODES, type ErrorCode } from '../../../shared/error-codes';

export type FieldProblem = { path: string; message: string; code: string | null };

/** Why a request failed, as far as the answer says. */
export type Refusal = {
  /** Null where no answer came at all. */
  status: number | null;
  code: ErrorCode | null;
  message: string;
  fields: FieldProblem[];
};

/** Reads what RTK Query hands out as `error`: Strapi's envelope, or a failure of the network. */
export const refusalOf = (error: unknown): Refusal => {
  const { status, message, details } = asObject(error);
  const { code, errors } = asObject(details);
  return {
    status: typeof status === 'number' ? status : null,
    code: isCode(code) ? code : null,
    message: typeof message === 'string' ? message : '',
    fields: Array.isArray(errors) ? errors.map(toFieldProblem) : [],
  };
};

export const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in ERROR_CODES;

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const toFieldProblem = (problem: unknown): FieldProblem => {
  const { path, message, code } = asObject(problem);
  return {
    path: Array.isArray(path) ? path.join('.') : '',
    message: typeof message === 'string' ? message : '',
    code: typeof code === 'string' ? code : null,
  };
};
