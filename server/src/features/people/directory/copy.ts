import type { Lifecycle, UserType } from '../../../../../shared/constants';
import { isVisible } from '../../../../../shared/visible-name';
import { isLikeAddress, nameKey, spellingKey, userNameKey } from '../../../domain/name-key';
import { printable } from '../../../domain/printable';
import { isNativeActive, type StatusFacts } from '../../../domain/status';

/** The part of a native user that the directory copies. */
export type NativeUser = {
  id: number;
  email: string;
  username: string | null;
  firstname: string | null;
  lastname: string | null;
  isActive: boolean;
  /** Of an invitation made by Strapi; null without one. */
  registrationToken: string | null;
  roleNames: string[];
  createdAt: Date;
};

export const MAX_STRING = 255;

/** Strapi accepts any character in a name; the directory shows names in logs, terminals and spreadsheets. */
const clean = (name: string | null) => (name === null ? null : printable(name.slice(0, MAX_STRING)));

type UserName = { userName: string; userNameKey: string };

/** The read copy of names, e-mail and roles. `present`: the user name of the existing copy. */
export const copyOf = (native: NativeUser, isNameFree: (key: string) => boolean, present?: UserName) => {
  const email = native.email.toLowerCase();
  return {
    email,
    ...pickUserName(native, email, isNameFree, present),
    firstname: clean(native.firstname),
    lastname: clean(native.lastname),
    roleNames: roleNamesOf(native.roleNames),
  };
};

export const roleNamesOf = (names: readonly string[]) =>
  printable([...names].sort().join(', ').slice(0, MAX_STRING));

/**
 * Strapi neither requires user names nor keeps them unique. A name that is missing, taken, not fully visible,
 * or like an e-mail address gives way to the user's e-mail address, which is unique. A user who already has
 * the name keeps it with its key, even if it has since come to equal another's.
 */
const pickUserName = (
  { username }: NativeUser,
  email: string,
  isNameFree: (key: string) => boolean,
  present?: UserName,
): UserName => {
  const name = possibleName(username);
  if (name !== null) {
    if (present?.userName === name) return { userName: name, userNameKey: present.userNameKey };
    if ([nameKey(name), spellingKey(name)].every(isNameFree))
      return { userName: name, userNameKey: nameKey(name) };
  }
  return { userName: email, userNameKey: userNameKey(email) };
};

/** The user name that a user may have, if nobody else has it; null: none. */
export const possibleName = (username: string | null): string | null => {
  const name = username?.trim() ?? '';
  const isPossible = name !== '' && name.length <= MAX_STRING && !isLikeAddress(name) && isVisible(name);
  return isPossible ? name : null;
};

/** The lifecycle of a native user that is new to the directory. */
export const firstLifecycle = ({ isActive, registrationToken }: NativeUser): Lifecycle =>
  isActive ? 'active' : registrationToken ? 'provisioned' : 'disabled';

/**
 * What switching the native user on or off elsewhere (Strapi's own page, a command) means: on lets the user
 * in again, off keeps them out. No change where both agree, or for API-only users, who are off in Strapi.
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
    // Not back to `provisioned`, where an open invitation would let them in again.
    return { lifecycle: 'disabled', suspendedUntil: null };
  }
  return { lifecycle: 'active', suspendedUntil: null, ...(user.lock === 'admin' ? { lock: 'none' } : {}) };
};
