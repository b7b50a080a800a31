import { adminApi } from '@strapi/strapi/admin';

import { challengeOf } from './challenge';
import { undisguise } from './login-form';
import { beginStep } from './steps';

type Login = { email: string; password: string; rememberMe?: boolean };
type Result = { data?: unknown; error?: unknown };
type Ask = (request: { method: 'POST'; url: string; data: unknown }) => Promise<Result>;

/** Without a message the login page shows nothing, and is as it was before. */
const WENT_BACK = { error: { name: 'ApplicationError', status: 400, message: '' } };

const dataOf = ({ data, error }: Result) => (error ? { error } : { data: (data as { data: unknown }).data });

/**
 * The request of Strapi's login page. Where the answer asks for a step more, ours is taken over the page, and the page
 * gets the final answer, by which it signs in and goes on by itself.
 */
const login = async (body: Login, _api: unknown, _options: unknown, ask: Ask) => {
  const email = undisguise(body.email);
  const answer = await ask({ method: 'POST', url: '/admin/login', data: { ...body, email } });
  const step = challengeOf(answer.error);
  if (!step) return dataOf(answer);
  return new Promise((resolve) => {
    const finish = (data?: unknown) => resolve(data === undefined ? WENT_BACK : { data });
    beginStep({ kind: 'challenge', challenge: step, finish });
  });
};

type Forgotten = { email: string };

/** The request of Strapi's page for a new password, with what was typed there. */
const forgotPassword = (body: Forgotten) => ({
  method: 'POST',
  url: '/admin/forgot-password',
  data: { ...body, email: undisguise(body.email) },
});

export const takeStepsAtLogin = () => {
  // Another version's: its page shows what the server refuses, and nobody gets past a step by it.
  if (!('login' in adminApi.endpoints))
    // eslint-disable-next-line no-console -- there is nobody else to tell it to
    console.warn('[gatehouse] This Strapi signs in by another request: steps of a sign-in cannot be shown.');
  adminApi.enhanceEndpoints({
    // Strapi's own `query` would be asked first.
    endpoints: {
      login: { query: undefined, queryFn: login },
      ...('forgotPassword' in adminApi.endpoints && { forgotPassword: { query: forgotPassword } }),
    } as never,
  });
};
