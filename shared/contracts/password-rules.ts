import { byId, contract } from './contract';
import { passwordRules } from './me';

/** What a new password of the user has to fit, for the form that sets one. */
export const getPasswordRules = contract({
  method: 'GET',
  path: '/users/:id/password-rules',
  permissions: ['users.set-password'],
  params: byId,
  response: passwordRules,
});
