import { useCallback } from 'react';

import { useIntl } from 'react-intl';

import type { ErrorCode } from '../../../shared/error-codes';
import { PASSWORD_CRITERIA, type PasswordProblem } from '../../../shared/password-criteria';
import { isCode, type Objection, refusalOf } from '../api/refusal';
import { type TextId, useTranslation } from '../translations/use-translation';

/** Codes that say less about the value than the reason or the message sent with them. */
const SPECIFIC: readonly ErrorCode[] = [
  'VALIDATION',
  'INVALID_RANGE',
  'INVALID_TRANSITION',
  'INVALID_TEMPLATE',
  'LICENCE_FORBIDS_API_KEYS',
  'LICENCE_FORBIDS_ROLE',
  'LICENCE_NOT_FOR_TYPE',
  'LICENCE_USERS_MISFIT',
  'NO_SEATS_LEFT',
  'SEATS_TAKEN',
];

/** Field → what is wrong with it. Nested like a form's values: `{ lockout: { lockMinutes: '…' } }`. */
export type FieldErrors = { [field: string]: string | FieldErrors };

/** Puts into words why a request failed. */
export const useProblems = () => {
  const t = useTranslation();
  const { locale } = useIntl();

  const worded = useCallback(
    ({ reason, values, message }: Objection, otherwise: TextId): string => {
      if (reason) return t(`refusal.${reason}`, values);
      // The server's messages are in English.
      return (locale.startsWith('en') && asSentence(message)) || t(otherwise);
    },
    [t, locale],
  );

  const messageOf = useCallback(
    (error: unknown): string => {
      const refusal = refusalOf(error);
      const { status, code, fields } = refusal;
      if (status === null) return t('error.unreachable');
      if (code === 'VALIDATION' && fields.length > 0) return t('error.fields');
      if (code && !SPECIFIC.includes(code)) return t(textOf(code));
      return status === 403 ? t('error.forbidden') : worded(refusal, code ? textOf(code) : 'error.unknown');
    },
    [t, worded],
  );

  const fieldErrorsOf = useCallback(
    (error: unknown): FieldErrors =>
      refusalOf(error).fields.reduce<FieldErrors>((errors, { path, code, ...objection }) => {
        const isOurs = isCode(code) && !SPECIFIC.includes(code);
        const text = isOurs
          ? t(textOf(code))
          : isPasswordProblem(code) && !objection.reason
            ? t(`password.problem.${code}`)
            : worded(objection, 'refusal');
        return put(errors, path.split('.'), text);
      }, {}),
    [t, worded],
  );

  return { messageOf, fieldErrorsOf };
};

const isPasswordProblem = (code: string | null): code is PasswordProblem =>
  Object.values<string | null>(PASSWORD_CRITERIA).includes(code);

const textOf = (code: ErrorCode): TextId => `error.${code}`;

const asSentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Only the first problem of a field is shown. */
const put = (errors: FieldErrors, [field = '', ...rest]: string[], message: string): FieldErrors => {
  const known = errors[field];
  if (rest.length === 0) return known === undefined ? { ...errors, [field]: message } : errors;
  return { ...errors, [field]: put(typeof known === 'object' ? known : {}, rest, message) };
};
