import type { User } from '../../../../shared/contracts/users';

/** The user's display name, else both names, else the user name. */
export const nameOf = ({ displayName, firstname, lastname, userName }: User) =>
  displayName || [firstname, lastname].filter(Boolean).join(' ') || userName;
