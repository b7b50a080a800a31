import type { z } from 'zod';

import type { createUser } from '../../../../../shared/contracts/users';
import { pick } from '../../../../../shared/pick';
import { OUR_FIELDS } from '../../../../../shared/users/fields';
import { toKeptNumber } from '../../../domain/phone-number';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError } from '../../../platform/errors';

type Given = Partial<z.output<typeof createUser.body>>;

const toDate = (text: string | null | undefined) =>
  text === undefined ? undefined : text === null ? null : new Date(text);

/** What is Gatehouse's own of the fields a request may set. */
export const ownValues = (given: Given) =>
  dropUndefined({
    ...pick(given, OUR_FIELDS),
    validFrom: toDate(given.validFrom),
    validTo: toDate(given.validTo),
  });

/** What belongs to the native record; its lifecycle brings it into the directory. */
export const nativeValues = ({ email, firstname, lastname, userName, roles }: Given) =>
  dropUndefined({ email, firstname, lastname, username: userName, roles });

/** A number that is not changed is not looked at: what was entered once can always be saved again. */
export const withKeptMobile = <T extends { mobile?: string | null }>(given: T, present: string | null): T => {
  if (!given.mobile || given.mobile === present) return given;
  const mobile = toKeptNumber(given.mobile);
  if (!mobile) throw fieldError('INVALID_PHONE', 'mobile');
  return { ...given, mobile };
};
