import type { z } from 'zod';

import type { createUser } from '../../../../shared/contracts/users';

type Given = Partial<z.output<typeof createUser.body>>;

const toDate = (text: string | null | undefined) =>
  text === undefined ? undefined : text === null ? null : new Date(text);

/** Without what is not given, so that spreading it over a record changes nothing there. */
export const dropUndefined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/** What is Gatehouse's own of the fields a request may set. */
export const ownValues = ({ type, displayName, mobile, validFrom, validTo, timeZone, locale }: Given) =>
  dropUndefined({
    type,
    displayName,
    mobile,
    validFrom: toDate(validFrom),
    validTo: toDate(validTo),
    timeZone,
    locale,
  });

/** What belongs to the native record; its lifecycle brings it into the directory. */
export const nativeValues = ({ email, firstname, lastname, userName, roles }: Given) =>
  dropUndefined({ email, firstname, lastname, username: userName, roles });
