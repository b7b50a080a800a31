import type { MailTemplateName } from '../../../../../shared/constants';
import type { MailUser, MailVariables } from '../../../domain/mail-values';
import { variablesOf } from '../../../domain/mail-template';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The recipient in previews. The names are unescaped, so that previews show what becomes of them. */
export const exampleUser: MailUser = {
  id: 1,
  email: 'ada.byron@example.com',
  userName: 'ada.byron',
  firstname: 'Ada',
  lastname: "O'Byron",
  displayName: null,
  locale: null,
  timeZone: null,
};

/** Example values for a mail's variables. */
export const exampleVariables = (name: MailTemplateName, now: Date): MailVariables => {
  const all: Required<MailVariables> = {
    link: 'https://example.com/admin/example#token',
    expiresAt: new Date(now.getTime() + DAY_MS),
    password: 'Example-Password-1',
    time: now,
    until: new Date(now.getTime() + DAY_MS),
    address: '198.51.100.7',
    isAutomatic: true,
    oldEmail: 'ada@example.com',
    newEmail: 'ada.byron@example.com',
    client: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    factor: 'Authenticator app',
    codesLeft: '9',
    code: '123456',
    description: 'Nightly import',
    minutes: '5',
  };
  const known = new Set(variablesOf(name));
  return Object.fromEntries(Object.entries(all).filter(([variable]) => known.has(variable)));
};
