import { aboutUser, deny, pass } from '../answer';
import { holds } from '../condition';
import { isSuspended } from '../status';

/** Denies who has left or is away. A suspension that has ended says nothing. */
export const lifecycle = aboutUser('lifecycle', ({ user, now }) => {
  if (user.lifecycle === 'disabled') return deny('disabled');
  return holds(isSuspended, user, now) ? deny('suspended', user.suspendedUntil) : pass;
});
