import { chosenAs } from '../features/sign-in/password-policy/chosen-password';
import { passwordsOf } from '../platform/passwords';
import type { Door } from './door';
import { authService } from './native';

/**
 * Strapi hashes with bcryptjs on the main thread, some 80 ms during which nobody else is answered
 * (admin/server/src/services/auth.ts, 5.54). The same hashes, made in the thread pool.
 */
export const passwordHashing: Door = {
  name: 'password hashing',
  decorates: [
    {
      name: 'admin::auth.hashPassword',
      find: (strapi) => ({ target: authService(strapi), method: 'hashPassword' }),
      arity: 1,
      calls: ['hash'],
    },
    {
      name: 'admin::auth.validatePassword',
      find: (strapi) => ({ target: authService(strapi), method: 'validatePassword' }),
      arity: 2,
      calls: ['compare'],
    },
  ],
  mount({ strapi }) {
    const auth = authService(strapi);
    auth.hashPassword = async (password: string) =>
      chosenAs(password)?.hash ?? passwordsOf(strapi).hash(password);
    auth.validatePassword = (password: string, hash: string) => passwordsOf(strapi).compare(password, hash);
  },
};
