import { useCallback } from 'react';

import type { ErrorCode } from '../../../shared/error-codes';
import { isCode, refusalOf } from '../api/refusal';
import { type TextId, useTranslation } from '../translations/use-translation';

/** Codes whose message says more than any text of ours could: what is wrong with this one value. */
const SPECIFIC: readonly ErrorCode[] = ['VALIDATION', 'INVALID_RANGE', 'INVALID_TRANSITION'];

/** Field → what is wrong with it. Nested as a form's values are: `{ lockout: { lockMinutes: '…' } }`. */
export type FieldErrors = { [field: string]: string | FieldErrors };

/** Puts into words why a request failed. */
export const useProblems = () => {
  const t = useTranslation();

  const messageOf = useCallback(
    (error: unknown): string => {
      const { status, code, message, fields } = refusalOf(error);
      if (status === null) return t('error.unreachable');
      if (code === 'VALIDATION' && fields.length > 0) return t('error.fields');
      if (code && !SPECIFIC.includes(code)) return t(textOf(code));
      return status === 403 ? t('error.forbidden') : asSentence(message) || t('error.unknown');
    },
    [t],
  );

  const fieldErrorsOf = useCallback(
    (error: unknown): FieldErrors =>
      refusalOf(error).fields.reduce<FieldErrors>((errors, { path, code, message }) => {
        const isOurs = isCode(code) && !SPECIFIC.includes(code);
        return put(errors, path.split('.'), isOurs ? t(textOf(code)) : asSentence(message));
      }, {}),
    [t],
  );

  return { messageOf, fieldErrorsOf };
};

const textOf = (code: ErrorCode): TextId => `error.${code}`;

const asSentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The first problem of a field is the one shown. */
const put = (errors: FieldErrors, [field = '', ...rest]: string[], message: string): FieldErrors => {
  const known = errors[field];
  if (rest.length === 0) return known === undefined ? { ...errors, [field]: message } : errors;
  return { ...errors, [field]: put(typeof known === 'object' ? known : {}, rest, message) };
};
