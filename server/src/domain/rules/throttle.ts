import { deny, pass, type Rule } from '../answer';

/** Denies an address from which too many tries have failed, whomever they were for. */
export const throttle: Rule = ({ isThrottled }) => (isThrottled ? deny('rate-limited') : pass);
