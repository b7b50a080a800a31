import { createHash, randomBytes } from 'node:crypto';

/** 256 bits, as a link or a cookie carries them. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const newToken = () => randomBytes(32).toString('base64url');
export const isToken = (text: unknown): text is string => typeof text === 'string' && TOKEN.test(text);

/**
 * What is kept of a token. It is random and long, so that one fast hash is enough at rest (ASVS 6.6, OWASP on
 * high-entropy tokens), and looking the hash up tells nothing by its time.
 */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex');
