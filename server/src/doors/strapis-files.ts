import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { loadedFiles } from '../platform/loaded-files';

const ADMIN = '@strapi/admin/dist/server';
const CORE = '@strapi/core/dist/services';

/**
 * The Strapi files that the doors rely on, with the SHA-256 of each reviewed version: 5.54.0. They cover what
 * the text of one function does not show: its helpers, and handlers composed of others.
 */
export const KNOWN_FILES: Readonly<Record<string, readonly string[]>> = {
  [`${ADMIN}/server/src/services/auth.js`]: [
    '089ba1958f0f5afafa35565572a477e06c9222c5688f7d0d6c0f514806cb6d57',
  ],
  [`${ADMIN}/server/src/services/user.js`]: [
    '10a417e2884ce5803bfe9dbac9286ffe9021face505a44e041c40ad70ec4f15d',
  ],
  [`${ADMIN}/server/src/services/api-token.js`]: [
    '2cc7b8c5548744ef37e09e15a16b8cc42785a77832f4838b4e4349930ca8cbd1',
  ],
  [`${ADMIN}/server/src/controllers/authentication.js`]: [
    'b2e3c2c74c23f1c53f1f538d8c65dd6d98bde7d24c9bf1562cac69b58d44c324',
  ],
  [`${ADMIN}/server/src/middlewares/rateLimit.js`]: [
    '81d9741214cb6078e04c83593f05248e37bac1de543512080cc411070d9bdcf5',
  ],
  // Loaded only in the Enterprise Edition.
  [`${ADMIN}/ee/server/src/services/auth.js`]: [
    '43ed5858c5728a5a8b76a09914f290da350ab4148c39959415d4265c8b02f079',
  ],
  [`${ADMIN}/ee/server/src/controllers/authentication.js`]: [
    '1852e10a3147be35546af67b69c336659170e6fc3d96d4661b4914250682c44d',
  ],
  [`${CORE}/auth/index.js`]: ['3bec2e2352fff3920ca86fea8a11b041bf5152b8aaf687ac6795ec0196435b42'],
  [`${CORE}/session-manager.js`]: ['f5a71c6a66624e8f965e293b5a638246fe657efcc62d45c4f8fe7b4b7f32ec58'],
};

/** Null for a file that cannot be read, such as one inside a bundle. */
const sha256 = (file: string): string | null => {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
};

const isKnown = (file: string, hashes: readonly string[]) => hashes.includes(String(sha256(file)));
const isOfEnterprises = (suffix: string) => suffix.startsWith(`${ADMIN}/ee/`);

/** Files that match no reviewed version, or are no longer where they were. */
export const unknownFiles = (): string[] =>
  Object.entries(KNOWN_FILES).flatMap(([suffix, hashes]) => {
    const files = loadedFiles(suffix);
    const isMissing = files.length === 0 && !isOfEnterprises(suffix);
    return isMissing || !files.every((file) => isKnown(file, hashes)) ? [suffix] : [];
  });
