import { aboutUser, challenge, pass } from '../answer';

/** Asks for the second factor of who has one, whether or not anybody asks them to. */
export const secondFactor = aboutUser('secondFactor', ({ user, isMfaPassed, isVouchedFor }) =>
  user.mfaEnabled && !isMfaPassed && !isVouchedFor ? challenge('mfa', 'mfa-required') : pass,
);
