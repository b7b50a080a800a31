import type { z } from 'zod';

import type { createUser } from '../../../../../shared/contracts/users';
import { dropUndefined } from '../../../platform/drop-undefined';

type Given = Partial<z.output<typeof createUser.body>>;

const toDate = (text: string | null | undefined) =>
  text === undefined ? undefined : text === null ? null : new Date(text);

/** What is Gatehouse's own of the fields a request may set. */
export const ownValues = ({
  type,
  authType,
  displayName,
  mobile,
  validFrom,
  validTo,
  timeZone,
  locale,
}: Given) =>
  dropUndefined({
    type,
    authType,
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
