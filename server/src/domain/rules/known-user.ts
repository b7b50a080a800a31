import { deny, pass, ruleOf } from '../answer';

export const knownUser = ruleOf('knownUser', ({ user }) => (user ? pass : deny('unknown-user')));
