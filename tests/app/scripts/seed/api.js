'use strict';

/** Talks to the running app. What it won't do is counted and passed over, so that a part can be switched off. */
const createApi = (url) => {
  const refusals = new Map();
  let token;

  const ask = async (method, path, body, { from } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && !from && { authorization: `Bearer ${token}` }),
        ...(from && { 'x-forwarded-for': from }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : undefined };
  };

  /** The answer's data, or undefined where the app refused. */
  const want = async (method, path, body) => {
    const answer = await ask(method, path, body);
    if (answer.status < 300) {
      return answer.body?.data ?? {};
    }
    const what = `${method} ${path.replace(/\/\d+/g, '/:id')} → ${answer.status} ${answer.body?.error?.message ?? ''}`;
    refusals.set(what, (refusals.get(what) ?? 0) + 1);
    return undefined;
  };

  return {
    want,
    refusals: () => [...refusals].map(([what, times]) => `${times} × ${what}`),
    /** One try to sign in from an address; whether it was let in is the point of neither. */
    signIn: (email, password, from) => ask('POST', '/admin/login', { email, password }, { from }),
    async asSuperAdmin({ email, password }) {
      const { status, body } = await ask('POST', '/admin/login', { email, password });
      if (status !== 200) {
        throw new Error(`${email} could not sign in: ${status} ${body?.error?.message ?? ''}`);
      }
      token = body.data.token;
    },
  };
};

module.exports = { createApi };
