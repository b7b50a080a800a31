import { aboutUser, deny, pass } from '../answer';
import { hasTriesLeft } from '../lockout';

/**
 * Denies users without tries left. Only predicts what the try's own reservation decides exactly; a known
 * device has tries of its own.
 */
export const triesLeft = aboutUser('triesLeft', ({ user, device, lockout, now }) =>
  !lockout || hasTriesLeft(device ?? user, lockout, now) ? pass : deny('too-many-tries'),
);
