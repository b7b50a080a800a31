import { aboutUser, deny, pass } from '../answer';
import { holds } from '../condition';
import { isSuspended } from '../status';

/** Denies who was never granted access, is away, or has left. A suspension that has ended says nothing. */
export const lifecycle = aboutUser(({ user, now }) => {
  if (user.lifecycle === 'disabled') return deny('disabled');
  if (user.lifecycle === 'provisioned') return deny('not-provisioned');
  return holds(isSuspended, user, now) ? deny('suspended', user.suspendedUntil) : pass;
});
