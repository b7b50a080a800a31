import { aboutUser, challenge, pass } from '../answer';

/** Asks users who have a second factor for it, whether or not it is required of them. */
export const secondFactor = aboutUser('secondFactor', ({ user, isMfaPassed, isVouchedFor }) =>
  user.mfaEnabled && !isMfaPassed && !isVouchedFor ? challenge('mfa', 'mfa-required') : pass,
);
