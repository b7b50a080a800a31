import { aboutUser, deny, pass } from '../answer';

/** Denies outside the dates between which a user may come in. Both ends are inclusive. */
export const accessDates = aboutUser('accessDates', ({ user, now }) => {
  if (user.validTo && now > user.validTo) return deny('expired');
  if (user.validFrom && now < user.validFrom) return deny('not-yet-valid', user.validFrom);
  return pass;
});
