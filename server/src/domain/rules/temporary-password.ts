import { aboutUser, deny, pass } from '../answer';

/**
 * Denies who comes with a password that an admin has given, and that nobody has used in time: it was told to somebody,
 * or lies in a mailbox. A link to choose another one is still followed.
 */
export const temporaryPassword = aboutUser('temporaryPassword', ({ isTemporaryPasswordOver }) =>
  isTemporaryPasswordOver ? deny('temporary-password-expired') : pass,
);
