import { aboutUser, challenge, pass } from '../answer';

/** Asks for a new password before anything else, if one was demanded or the present one is too old. */
export const newPassword = aboutUser('newPassword', ({ user, isPasswordTooOld }) =>
  user.credential === 'must-change' || user.credential === 'expired' || isPasswordTooOld
    ? challenge('new-password', 'new-password-required')
    : pass,
);
