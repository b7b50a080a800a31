import { chosenAs } from '../features/sign-in/password-policy/chosen-password';
import { passwordsOf } from '../platform/passwords';
import { type Door, replace } from './door';
import { authService } from './native';

/**
 * Strapi hashes with bcryptjs on the main thread, some 80 ms during which nobody else is answered
 * (admin/server/src/services/auth.ts, 5.54). The same hashes, made in the thread pool.
 */
export const passwordHashing: Door = {
  name: 'password hashing',
  decorates: [
    replace<(password: string) => Promise<string>>(
      authService('hashPassword'),
      { arity: 1, calls: ['hash'] },
      (strapi) => async (password) => chosenAs(password)?.hash ?? passwordsOf(strapi).hash(password),
    ),
    replace<(password: string, hash: string) => Promise<boolean>>(
      authService('validatePassword'),
      { arity: 2, calls: ['compare'] },
      (strapi) => (password, hash) => passwordsOf(strapi).compare(password, hash),
    ),
  ],
};
