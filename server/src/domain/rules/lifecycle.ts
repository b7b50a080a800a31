import { aboutUser, deny, pass } from '../answer';
import { holds } from '../condition';
import { isSuspended } from '../status';

/** Denies users who have left or are away. A suspension that has ended is ignored. */
export const lifecycle = aboutUser('lifecycle', ({ user, now }) => {
  if (user.lifecycle === 'disabled') return deny('disabled');
  return holds(isSuspended, user, now) ? deny('suspended', user.suspendedUntil) : pass;
});
