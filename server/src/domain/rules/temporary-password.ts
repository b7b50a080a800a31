import { aboutUser, deny, pass } from '../answer';

/**
 * Denies a password given by an admin that was not used in time: it was told to somebody, or is still in a
 * mailbox. A link to choose another one still works.
 */
export const temporaryPassword = aboutUser('temporaryPassword', ({ isTemporaryPasswordOver }) =>
  isTemporaryPasswordOver ? deny('temporary-password-expired') : pass,
);
