import { adminApi } from '@strapi/strapi/admin';

import { challengeOf } from './challenge';
import { undisguise } from './login-form';
import { beginStep } from './steps';

type Login = { email: string; password: string; rememberMe?: boolean };
type Result = { data?: unknown; error?: unknown };
type Ask = (request: { method: 'POST'; url: string; data: unknown }) => Promise<Result>;

/** Without a message, the login page shows nothing and stays as it was. */
const WENT_BACK = { error: { name: 'ApplicationError', status: 400, message: '' } };

const dataOf = ({ data, error }: Result) => (error ? { error } : { data: (data as { data: unknown }).data });

/**
 * The request of Strapi's login page. If the answer asks for another step, ours opens over the page; the page
 * then gets the final answer, signs in with it and goes on as usual.
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

/** The request of Strapi's forgot-password page, with what was typed there. */
const forgotPassword = (body: Forgotten) => ({
  method: 'POST',
  url: '/admin/forgot-password',
  data: { ...body, email: undisguise(body.email) },
});

export const takeStepsAtLogin = () => {
  // Another version of Strapi: its page shows the server's refusal, and nobody gets past a step.
  if (!('login' in adminApi.endpoints))
    // eslint-disable-next-line no-console -- there is nobody else to tell it to
    console.warn('[gatehouse] This Strapi signs in by another request: steps of a sign-in cannot be shown.');
  adminApi.enhanceEndpoints({
    // Strapi's own `query` would take precedence.
    endpoints: {
      login: { query: undefined, queryFn: login },
      ...('forgotPassword' in adminApi.endpoints && { forgotPassword: { query: forgotPassword } }),
    } as never,
  });
};
