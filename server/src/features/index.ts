import { breakGlass } from './break-glass';
import { devices } from './devices';
import { directory } from './directory';
import { ipRules } from './ip-rules';
import { lease } from './lease';
import { lockout } from './lockout';
import { log } from './log';
import { loginAttempts } from './login-attempts';
import { policy } from './policy';
import { roles } from './roles';
import { throttle } from './throttle';
import { users } from './users';

/** Every slice of Gatehouse. */
export const features = [
  users,
  roles,
  ipRules,
  loginAttempts,
  log,
  policy,
  devices,
  lockout,
  throttle,
  lease,
  breakGlass,
  directory,
];
