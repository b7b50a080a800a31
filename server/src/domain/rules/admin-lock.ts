import { aboutUser, deny, pass } from '../answer';

export const adminLock = aboutUser('adminLock', ({ user }) =>
  user.lock === 'admin' ? deny('locked-by-admin') : pass,
);
