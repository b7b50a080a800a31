import { aboutUser, challenge, pass } from '../answer';

/** Asks who has no second factor, and is to have one by now, to set one up. */
export const enrolFactor = aboutUser(({ user, now, isVouchedFor }) => {
  if (user.mfaEnabled || isVouchedFor) return pass;
  const isDue = user.mfaRequired && (user.mfaDueAt === null || user.mfaDueAt <= now);
  return isDue || user.mfaSetupDue ? challenge('enrol-mfa', 'mfa-required') : pass;
});
