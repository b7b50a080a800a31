import type { z } from 'zod';

import { type Refusal, type RefusalReason, REFUSALS, refuse } from '../../../shared/refusals';
import type { FieldError } from './errors';

/** An unknown field is an error of that field, not of the object around it. Sent values are never echoed. */
export const toFieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key.slice(0, 100)],
      message: REFUSALS['unknown-field'],
      code: 'UNKNOWN_FIELD',
      reason: 'unknown-field',
    }));
  const { reason, values } = whyOf(issue);
  return [
    {
      path,
      message: issue.message,
      code: issue.code.toUpperCase(),
      ...(reason && { reason }),
      ...(values && { values }),
    },
  ];
};

const TOO_BIG: Partial<Record<string, RefusalReason>> = { string: 'too-long', array: 'too-many' };
const TOO_SMALL: Partial<Record<string, RefusalReason>> = { string: 'too-short', array: 'too-few' };

const isReason = (reason: unknown): reason is RefusalReason =>
  typeof reason === 'string' && reason in REFUSALS;

/** Empty where a refinement has only its message. */
const whyOf = (issue: z.core.$ZodIssue): Partial<Refusal> => {
  switch (issue.code) {
    case 'custom':
      return isReason(issue.params?.reason) ? refuse(issue.params.reason) : {};
    case 'too_big':
      return refuse(TOO_BIG[issue.origin] ?? 'too-large', { max: Number(issue.maximum) });
    case 'too_small':
      return refuse(TOO_SMALL[issue.origin] ?? 'too-small', { min: Number(issue.minimum) });
    case 'invalid_type':
      return refuse(issue.expected === 'int' ? 'whole-number' : 'wrong-type');
    case 'invalid_format':
      return refuse(issue.format === 'email' ? 'email' : 'malformed');
    case 'invalid_value':
      return refuse('not-among');
    default:
      return refuse('malformed');
  }
};
