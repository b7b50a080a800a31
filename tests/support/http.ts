import { performance } from 'node:perf_hooks';

import { keepCookies, sendCookies, type Browser } from './browser';

export type Ask = {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The client's address, as a reverse proxy on the loopback would report it. */
  from?: string;
  /** Sends this browser's cookies and keeps those it receives. */
  browser?: Browser;
};

export type Answer = {
  status: number;
  // What comes back is exactly what the tests look into.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  headers: Headers;
  /** How long the whole answer took. */
  ms: number;
};

export type Http = ReturnType<typeof httpAt>;

/** The verbs of HTTP at one server; the address is asked for at each call. */
export const httpAt = (url: () => string) => {
  const send =
    (method: string) =>
    async (path: string, ask: Ask = {}): Promise<Answer> => {
      const started = performance.now();
      const response = await fetch(`${url()}${path}`, {
        method,
        headers: headersOf(ask),
        redirect: 'manual',
        ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
      });
      const text = await response.text();
      const ms = performance.now() - started;
      if (ask.browser) {
        keepCookies(ask.browser, response.headers);
      }
      return { status: response.status, body: parse(text), headers: response.headers, ms };
    };

  return {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  };
};

const headersOf = ({ token, body, headers, from, browser }: Ask): Record<string, string> => ({
  ...(token && { authorization: `Bearer ${token}` }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...(from && { 'x-forwarded-for': from }),
  ...(browser && sendCookies(browser)),
  ...headers,
});

const parse = (text: string): unknown => {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
