import { aboutUser, deny, pass } from '../answer';

/** Denies an API-only user's keys while the user's licence allows none. */
export const keyLicence = aboutUser('keyLicence', ({ user, realm, allowsKeys }) =>
  user.type === 'api-only' && realm === 'api' && !allowsKeys ? deny('no-api-licence') : pass,
);
