import { ERROR_CODES, type ErrorCode } from '../../../shared/error-codes';
import { type RefusalReason, REFUSALS } from '../../../shared/refusals';

/** Why a request, or one of its fields, was refused. */
export type Objection = {
  message: string;
  /** Null if the server sent only the message. */
  reason: RefusalReason | null;
  values: Record<string, string | number>;
};

export type FieldProblem = Objection & { path: string; code: string | null };

/** Why a request failed, as far as the answer says. */
export type Refusal = Objection & {
  /** Null if there was no answer at all. */
  status: number | null;
  code: ErrorCode | null;
  fields: FieldProblem[];
};

/** Reads what RTK Query returns as `error`: Strapi's envelope, or a network failure. */
export const refusalOf = (error: unknown): Refusal => {
  const { status, message, details } = asObject(error);
  const { code, errors, ...why } = asObject(details);
  return {
    status: typeof status === 'number' ? status : null,
    code: isCode(code) ? code : null,
    ...toObjection({ ...why, message }),
    fields: Array.isArray(errors) ? errors.map(toFieldProblem) : [],
  };
};

export const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in ERROR_CODES;

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isReason = (reason: unknown): reason is RefusalReason =>
  typeof reason === 'string' && reason in REFUSALS;

const toObjection = ({ message, reason, values }: Record<string, unknown>): Objection => ({
  message: typeof message === 'string' ? message : '',
  reason: isReason(reason) ? reason : null,
  values: asObject(values) as Objection['values'],
});

const toFieldProblem = (problem: unknown): FieldProblem => {
  const { path, code, ...why } = asObject(problem);
  return {
    path: Array.isArray(path) ? path.join('.') : '',
    ...toObjection(why),
    code: typeof code === 'string' ? code : null,
  };
};
