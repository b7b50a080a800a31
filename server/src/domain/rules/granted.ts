import { aboutUser, deny, pass } from '../answer';

/** Denies who was never granted access. */
export const granted = aboutUser(({ user }) =>
  user.lifecycle === 'provisioned' ? deny('not-provisioned') : pass,
);
