import type { Lifecycle, UserType } from '../../../../../shared/constants';
import { isVisible } from '../../../../../shared/visible-name';
import { isLikeAddress, nameKey, spellingKey, userNameKey } from '../../../domain/name-key';
import { printable } from '../../../domain/printable';
import { isNativeActive, type StatusFacts } from '../../../domain/status';

/** A native user, in the part the directory copies. */
export type NativeUser = {
  id: number;
  email: string;
  username: string | null;
  firstname: string | null;
  lastname: string | null;
  isActive: boolean;
  /** Of an invitation that Strapi made; null: there is none. */
  registrationToken: string | null;
  roleNames: string[];
  createdAt: Date;
};

const MAX_STRING = 255;

/** Strapi takes any character in a name; the directory shows names in logs, terminals and spreadsheets. */
const clean = (name: string | null) => (name === null ? null : printable(name.slice(0, MAX_STRING)));

type UserName = { userName: string; userNameKey: string };

/** The read copy of names, e-mail and roles. `present`: what there is of it. */
export const copyOf = (native: NativeUser, isNameFree: (key: string) => boolean, present?: UserName) => {
  const email = native.email.toLowerCase();
  return {
    email,
    ...pickUserName(native, email, isNameFree, present),
    firstname: clean(native.firstname),
    lastname: clean(native.lastname),
    roleNames: printable([...native.roleNames].sort().join(', ').slice(0, MAX_STRING)),
  };
};

/**
 * Strapi neither asks for a user name nor keeps it unique. One that is missing, taken, not seen in full, or looks like
 * somebody else's e-mail address gives way to the e-mail address, which is unique. Who has had theirs before it was the same
 * as another's keeps it, with its key.
 */
const pickUserName = (
  { username }: NativeUser,
  email: string,
  isNameFree: (key: string) => boolean,
  present?: UserName,
): UserName => {
  const name = username?.trim() ?? '';
  if (isPossible(name)) {
    if (present?.userName === name) return { userName: name, userNameKey: present.userNameKey };
    if ([nameKey(name), spellingKey(name)].every(isNameFree))
      return { userName: name, userNameKey: nameKey(name) };
  }
  return { userName: email, userNameKey: userNameKey(email) };
};

const isPossible = (name: string) =>
  name !== '' && name.length <= MAX_STRING && !isLikeAddress(name) && isVisible(name);

/** Where a native user stands whom the directory meets for the first time. */
export const firstLifecycle = ({ isActive, registrationToken }: NativeUser): Lifecycle =>
  isActive ? 'active' : registrationToken ? 'provisioned' : 'disabled';

/**
 * What somebody meant who switched the native user on or off elsewhere (Strapi's own page, a command): on lets the
 * user in again, off keeps them out. Nothing where both already agree, and nothing of an API-only user, who is off there.
 */
export const adoptActivity = (
  native: Pick<NativeUser, 'isActive'>,
  user: Pick<StatusFacts, 'lifecycle' | 'suspendedUntil' | 'lock'> & { type: UserType },
  now: Date,
): Partial<Pick<StatusFacts, 'lifecycle' | 'suspendedUntil' | 'lock'>> => {
  if (user.type === 'api-only' || native.isActive === isNativeActive(user, now)) return {};
  if (!native.isActive) {
    // A suspension that has ended: the native record follows at the next sign-in.
    if (user.lifecycle === 'suspended') return {};
    // Not back to where an invitation that is still open would let them in again.
    return { lifecycle: 'disabled', suspendedUntil: null };
  }
  return { lifecycle: 'active', suspendedUntil: null, ...(user.lock === 'admin' ? { lock: 'none' } : {}) };
};
