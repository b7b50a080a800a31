import type { Reason } from '../../shared/constants';
import type { Answer } from '../support';
import { FLOOR } from '../support/floor';
import type { Try } from './vocabulary';

/** What every refusal answers, whatever its reason. */
export const INVALID_CREDENTIALS = {
  data: null,
  error: { status: 400, name: 'ApplicationError', message: 'Invalid credentials', details: {} },
};

/** A timer may go off this much early by another clock. */
const TOLERANCE = 5;

const verdict = (pass: boolean, expected: string, received: unknown) => ({
  pass,
  message: () => `expected ${pass ? 'not ' : ''}${expected}; got ${JSON.stringify(received)}`,
});

expect.extend({
  /** Let in as Strapi lets in: a token, and the cookie that renews it. */
  toBeLetIn({ status, token, browser, body, attempt }: Try) {
    const pass =
      status === 200 &&
      typeof token === 'string' &&
      browser.cookies.has('strapi_admin_refresh') &&
      (attempt === undefined || (attempt.outcome === 'success' && attempt.reason === 'ok'));
    return verdict(pass, 'to be let in', { status, body, attempt });
  },

  /** Refused as everybody is: same answer, no cookie, not before the floor; the truth stands in the history alone. */
  toBeRefusedAs({ status, body, headers, ms, attempt }: Try, reason: Reason) {
    const pass =
      status === 400 &&
      this.equals(body, INVALID_CREDENTIALS) &&
      headers.getSetCookie().length === 0 &&
      ms >= FLOOR - TOLERANCE &&
      attempt.outcome === 'failure' &&
      attempt.reason === reason;
    return verdict(pass, `to be refused as ${reason}`, {
      status,
      body,
      ms,
      cookies: headers.getSetCookie(),
      attempt,
    });
  },

  /** An error of the catalogue: its status, its code, and the field it names. */
  toFailWith({ status, body }: Answer, expected: { status: number; code: string; field?: string }) {
    const details = body?.error?.details;
    const fields = (details?.errors ?? []).map(({ path }: { path: unknown[] }) => path.join('.'));
    const pass =
      status === expected.status &&
      details?.code === expected.code &&
      (expected.field === undefined || fields.includes(expected.field));
    return verdict(pass, `to fail with ${JSON.stringify(expected)}`, { status, body });
  },
});

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      toBeLetIn: () => R;
      toBeRefusedAs: (reason: Reason) => R;
      toFailWith: (expected: { status: number; code: string; field?: string }) => R;
    }
  }
}
