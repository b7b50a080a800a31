import { isTimeZone } from '../../../shared/time-zones';
import { type MailValues, type MailVariable, SECRET_VARIABLES } from './mail-template';
import { withoutLinks } from './no-links';
import { printable } from './printable';

/** The recipient of a mail, as far as it mentions them. */
export type MailUser = {
  id: number;
  email: string;
  userName: string;
  firstname: string | null;
  lastname: string | null;
  displayName: string | null;
  locale: string | null;
  timeZone: string | null;
};
export type MailVariables = Partial<Record<MailVariable, string | Date | boolean | null>>;

/** The moment in words, in the user's language and time zone. */
const inWords = (moment: Date, { locale, timeZone }: Pick<MailUser, 'locale' | 'timeZone'>) => {
  const zone = timeZone && isTimeZone(timeZone) ? timeZone : 'UTC';
  const format = (language: string) =>
    new Intl.DateTimeFormat(language, {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone: zone,
    }).format(moment);
  try {
    return format(locale ?? 'en');
  } catch {
    // This server's Node.js may not know the locale, as it may not know the zone.
    return format('en');
  }
};

/** Addresses of users, which may be links. */
const ADDRESSES: ReadonlySet<string> = new Set<MailVariable>(['oldEmail', 'newEmail']);

/** Text that somebody typed: on one line, and not a link. */
const typed = (value: string | null) => withoutLinks(printable(value ?? ''));

/** One line each, so that no value adds lines to the plain text. */
export const mailValues = (
  user: MailUser,
  project: { name: string; url: string },
  variables: MailVariables,
): MailValues => ({
  ...Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'boolean'
        ? value
        : value instanceof Date
          ? inWords(value, user)
          : SECRET_VARIABLES.has(name) || ADDRESSES.has(name)
            ? printable(value ?? '')
            : typed(value),
    ]),
  ),
  user: {
    firstname: typed(user.firstname),
    lastname: typed(user.lastname),
    displayName:
      typed(user.displayName || [user.firstname, user.lastname].filter(Boolean).join(' ')) ||
      printable(user.email),
    userName: user.userName === user.email ? printable(user.userName) : typed(user.userName),
    email: printable(user.email),
  },
  project: { name: printable(project.name), url: project.url },
});
