import type { z } from 'zod';

import type { createUser } from '../../../../../shared/contracts/users';
import { pick } from '../../../../../shared/pick';
import { OUR_FIELDS } from '../../../../../shared/users/fields';
import { toKeptNumber } from '../../../domain/phone-number';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError } from '../../../platform/errors';

type UserInput = Partial<z.output<typeof createUser.body>>;

const toDate = (text: string | null | undefined) =>
  text === undefined ? undefined : text === null ? null : new Date(text);

/** The fields a request may set that are Gatehouse's own. */
export const ownValues = (input: UserInput) =>
  dropUndefined({
    ...pick(input, OUR_FIELDS),
    validFrom: toDate(input.validFrom),
    validTo: toDate(input.validTo),
  });

/** The fields of the native record, whose lifecycle copies them to the directory. */
export const nativeValues = ({ email, firstname, lastname, userName, roles }: UserInput) =>
  dropUndefined({ email, firstname, lastname, username: userName, roles });

/** An unchanged number is not checked again, so that it can always be saved. */
export const withKeptMobile = <T extends { mobile?: string | null }>(input: T, present: string | null): T => {
  if (!input.mobile || input.mobile === present) return input;
  const mobile = toKeptNumber(input.mobile);
  if (!mobile) throw fieldError('INVALID_PHONE', 'mobile');
  return { ...input, mobile };
};
