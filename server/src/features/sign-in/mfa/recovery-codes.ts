import { createHash, randomInt } from 'node:crypto';

import { readCode } from '../../../../../shared/typed';

/** Without letters that are easily misread: no I, L, O, U (Crockford's base32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 120 bits: above 112, one fast hash is enough at rest (ASVS 6.5.2). */
const LENGTH = 24;
const GROUP = 6;
export const RECOVERY_CODES = 10;

export const newRecoveryCode = () =>
  Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
    .join('')
    .replace(new RegExp(`(.{${GROUP}})(?!$)`, 'g'), '$1-');

export const newRecoveryCodes = () => Array.from({ length: RECOVERY_CODES }, newRecoveryCode);

/** Ignores grouping and case, and maps look-alike letters to the digits that were meant. */
export const normalizeRecoveryCode = (typed: string) =>
  readCode(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');

export const hashOfRecoveryCode = (code: string) =>
  createHash('sha256').update(normalizeRecoveryCode(code)).digest('hex');
