import { deny, pass, type Rule } from '../answer';

export const knownUser: Rule = ({ user }) => (user ? pass : deny('unknown-user'));
