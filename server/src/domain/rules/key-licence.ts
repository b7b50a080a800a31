import { aboutUser, deny, pass } from '../answer';

/** The keys of an API-only user are worth nothing while the user's licence allows none. */
export const keyLicence = aboutUser('keyLicence', ({ user, realm, allowsKeys }) =>
  user.type === 'api-only' && realm === 'api' && !allowsKeys ? deny('no-api-licence') : pass,
);
