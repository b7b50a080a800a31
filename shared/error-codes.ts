/**
 * Every code an answer may carry in `error.details.code`, with its HTTP status and its message.
 * Clients and tests switch on the code; the message is for people and may change.
 */
export const ERROR_CODES = {
  VALIDATION: { status: 400, message: 'The request is not valid' },
  INVALID_RANGE: { status: 400, message: 'Not an address, CIDR range or trailing-* wildcard' },
  DUPLICATE_RULE: { status: 400, message: 'This rule is already there' },
  EMAIL_TAKEN: { status: 400, message: 'Another user has this e-mail address' },
  USER_NAME_TAKEN: { status: 400, message: 'Another user signs in with this name' },
  UNKNOWN_ROLE: { status: 400, message: 'One of the roles does not exist' },
  UNKNOWN_USER: { status: 400, message: 'The user does not exist' },
  INVALID_TRANSITION: { status: 400, message: 'The user is not in a state that allows this' },
  OWN_USER: { status: 400, message: 'You cannot do this to your own user' },
  LAST_SUPER_ADMIN: { status: 400, message: 'At least one usable super admin has to remain' },
  SELF_LOCKOUT: { status: 400, message: 'This would shut you out; confirm to save it all the same' },
  SUPER_ADMIN_ONLY: { status: 403, message: 'Only a super admin may change a super admin' },
  MORE_THAN_YOU_HOLD: { status: 403, message: 'You cannot grant more than you hold' },
  NOT_FOUND: { status: 404, message: 'Not found' },
  TOO_BUSY: { status: 503, message: 'Too many sign-ins at the moment, please try again shortly' },
  ACCESS_UNKNOWN: { status: 503, message: 'Your access could not be checked, please try again shortly' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
