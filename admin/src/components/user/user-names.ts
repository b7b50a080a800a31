import type { User } from '../../../../shared/contracts/users';

/** What a person calls the user: the display name, else both names, else the user name. */
export const nameOf = ({ displayName, firstname, lastname, userName }: User) =>
  displayName || [firstname, lastname].filter(Boolean).join(' ') || userName;
