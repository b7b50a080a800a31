import { deny, pass, ruleOf } from '../answer';

/** Denies an address with too many failed tries, whichever users they were for. */
export const throttle = ruleOf('throttle', ({ isThrottled }) => (isThrottled ? deny('rate-limited') : pass));
