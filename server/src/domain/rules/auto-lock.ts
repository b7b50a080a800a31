import { aboutUser, deny, pass } from '../answer';
import { holds } from '../condition';
import { isAutoLocked } from '../status';

/** Denies after too many failed tries. A known device has its own and is not locked by a stranger's. */
export const autoLock = aboutUser('autoLock', ({ user, device, now }) =>
  !device && holds(isAutoLocked, user, now) ? deny('auto-locked', user.lockedUntil) : pass,
);
