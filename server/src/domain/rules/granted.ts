import { aboutUser, deny, pass } from '../answer';

/** Denies users who were never granted access. */
export const granted = aboutUser('granted', ({ user }) =>
  user.lifecycle === 'provisioned' ? deny('not-provisioned') : pass,
);
