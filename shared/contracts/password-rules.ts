import { byId, contract } from './contract';
import { passwordRules } from './me';

/** What the user's new password has to meet, for the form that sets one. */
export const getPasswordRules = contract({
  method: 'GET',
  path: '/users/:id/password-rules',
  permissions: ['users.set-password'],
  params: byId,
  response: passwordRules,
});
