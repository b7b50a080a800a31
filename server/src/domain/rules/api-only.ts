import { aboutUser, deny, pass } from '../answer';

/** API-only users have keys and no panel. */
export const apiOnly = aboutUser('apiOnly', ({ user, realm }) =>
  user.type === 'api-only' && realm === 'panel' ? deny('api-only') : pass,
);
