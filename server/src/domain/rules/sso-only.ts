import { aboutUser, deny, pass } from '../answer';

/** Users who may only use single sign-on have no password to come in with, to reset or to forget. */
export const ssoOnly = aboutUser('ssoOnly', ({ isSsoLocked }) => (isSsoLocked ? deny('sso-only') : pass));
