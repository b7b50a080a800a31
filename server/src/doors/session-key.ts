import { createPublicKey, createSecretKey } from 'node:crypto';

import { type Door, replace } from './door';
import { sessionManager } from './native';

type Origin = { jwtSecret?: unknown };
type DefineOrigin = (origin: string, config: Origin) => void;

/**
 * The secret that session tokens are signed with, handed on as a key. Given a text, jsonwebtoken 9 (verify.js,
 * sign.js) tries to read it as a key pair first, which on every request takes longer than checking the token.
 */
export const sessionKey: Door = {
  name: 'session key',
  decorates: [
    replace<DefineOrigin>(
      sessionManager('defineOrigin'),
      { arity: 2, onlyFaster: true },
      (_strapi, define) => (origin, config) =>
        define(origin, { ...config, jwtSecret: asKey(config.jwtSecret) }),
    ),
  ],
};

/** Only what jsonwebtoken would make of it too, in the end. */
const asKey = (secret: unknown): unknown => {
  if (typeof secret !== 'string' || secret === '' || isKeyPair(secret)) return secret;
  return createSecretKey(Buffer.from(secret));
};

const isKeyPair = (secret: string) => {
  try {
    createPublicKey(secret);
    return true;
  } catch {
    return false;
  }
};
