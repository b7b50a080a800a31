import { aboutUser, challenge, pass } from '../answer';
import type { Facts, UserFacts } from '../facts';

/** Whether a second factor has to be set up now. */
export const isEnrolDue = ({
  user,
  now,
  isVouchedFor,
}: Pick<Facts, 'now' | 'isVouchedFor'> & { user: UserFacts }) => {
  if (user.mfaEnabled || isVouchedFor) return false;
  const isDue = user.mfaRequired && (user.mfaDueAt === null || user.mfaDueAt <= now);
  return isDue || user.mfaSetupDue;
};

/** Asks users who have no second factor, and need one by now, to set one up. */
export const enrolFactor = aboutUser('enrolFactor', (facts) =>
  isEnrolDue(facts) ? challenge('enrol-mfa', 'mfa-required') : pass,
);
