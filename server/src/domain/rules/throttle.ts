import { deny, pass, ruleOf } from '../answer';

/** Denies an address from which too many tries have failed, whomever they were for. */
export const throttle = ruleOf('throttle', ({ isThrottled }) => (isThrottled ? deny('rate-limited') : pass));
