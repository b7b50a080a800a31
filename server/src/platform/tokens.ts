import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, as a link or a cookie carries them. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const newToken = () => randomBytes(32).toString('base64url');
export const isToken = (text: unknown): text is string => typeof text === 'string' && TOKEN.test(text);

/**
 * What is stored of a token. Tokens are random and long, so one fast hash is enough at rest (ASVS 6.6, OWASP
 * on high-entropy tokens), and the timing of a lookup reveals nothing.
 */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex');
