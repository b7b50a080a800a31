import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import { PLUGIN_ID } from '../../../shared/constants';
import type { Config } from '../config';
import type { Strapi } from './strapi';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** What AES-GCM asks for (NIST SP 800-38D, 8.2). */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 6;

/** Sealed with a key that is no longer the configured one, or not by us at all. */
export class CannotOpen extends Error {}

/**
 * Encrypts what is kept only until it is used. A sealed text is `version.key.content`: `key` identifies the
 * key but does not reveal it, so texts of an earlier key are recognised. Null without a key: nothing is kept.
 */
export const createSecrets = (encryptionKey: string | null) => {
  if (encryptionKey === null) return null;
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', encryptionKey, '', `gatehouse ${VERSION} ${purpose}`, bytes));
  const key = derive('seal', KEY_BYTES);
  const head = `${VERSION}.${derive('key id', KEY_ID_BYTES).toString('hex')}.`;

  return {
    seal(text: string): string {
      const iv = randomBytes(IV_BYTES);
      // The head is authenticated too: nobody passes one version off as another.
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(head));
      const content = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return head + content.toString('base64url');
    },

    /** @throws CannotOpen if the key was another or somebody changed the text */
    open(sealed: string): string {
      if (!sealed.startsWith(head)) throw new CannotOpen('sealed with another key');
      const content = Buffer.from(sealed.slice(head.length), 'base64url');
      try {
        const decipher = createDecipheriv(ALGORITHM, key, content.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(head))
          .setAuthTag(content.subarray(-TAG_BYTES));
        return (
          decipher.update(content.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        throw new CannotOpen('not what was sealed');
      }
    },
  };
};
export type Secrets = ReturnType<typeof createSecrets>;

/** With the configured key, or else Strapi's own. */
export const secretsOf = (strapi: Strapi): Secrets => {
  const { encryptionKey } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  // An empty key, as left by an unset environment variable, is none.
  return createSecrets(encryptionKey || strapi.config.get<string>('admin.secrets.encryptionKey') || null);
};
