import { aboutUser, deny, pass } from '../answer';

/** Whoever comes in by single sign-on alone has no password to come in with, to reset or to forget. */
export const ssoOnly = aboutUser('ssoOnly', ({ isSsoLocked }) => (isSsoLocked ? deny('sso-only') : pass));
