import { TextDecoder, TextEncoder } from 'node:util';

import fc from '../support/fast-check';
import { captureLink } from '../../admin/src/features/sign-in/sign-in/captured-link';
import { disguise, undisguise } from '../../admin/src/features/sign-in/sign-in/login-form';

// Browsers have them, and jsdom has not.
Object.assign(globalThis, { TextDecoder, TextEncoder });

it('a user name in the shape of an address passes as one, and comes out as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      expect(disguise(name)).toMatch(/^[0-9a-f]+@[a-z-]+\.[a-z]+$/);
      expect(undisguise(disguise(name))).toBe(name);
    }),
  );
});

it.each(['ada@example.test', 'ADA@example.test', '@user-name.invalid', 'xyz@user-name.invalid', ''])(
  'an address stays as it is: %s',
  (email) => {
    expect(undisguise(email)).toBe(email);
  },
);

describe('a link from a mail', () => {
  const open = (path: string) => window.history.replaceState(null, '', path);

  it.each([
    ['/admin/auth/register#registrationToken=abc', 'abc', '/admin/auth/login'],
    ['/admin/auth/reset-password#code=a_b-c', 'a_b-c', '/admin/auth/login'],
    ['/panel/auth/reset-password/#code=abc', 'abc', '/panel/auth/login'],
  ])('%s is taken out of the address', (path, token, left) => {
    open(path);

    expect(captureLink()).toEqual({ token });
    expect(window.location.pathname + window.location.hash).toBe(left);
    expect(captureLink()).toBeNull();
  });

  it.each([
    '/admin/auth/register?registrationToken=abc',
    '/admin/auth/register#code=abc',
    '/admin/auth/reset-password#code=',
    '/admin/auth/login#code=abc',
    '/admin/content-manager#registrationToken=abc',
  ])('%s is none of ours, and stays', (path) => {
    open(path);

    expect(captureLink()).toBeNull();
    expect(window.location.pathname + window.location.search + window.location.hash).toBe(path);
  });
});
