import { createHash } from 'node:crypto';

import { normalizePassword } from '../../../../../shared/password-criteria';

const PREFIX_LENGTH = 5;
const PATIENCE_MS = 2_000;

/**
 * Whether Have I Been Pwned knows the password. K-anonymity: only a prefix of its SHA-1 is sent, and all
 * hashes with that prefix come back, padded so that not even the answer's length reveals which prefix was
 * sent (haveibeenpwned.com/API/v3#PwnedPasswords). Throws if there is no answer in time.
 */
export const isBreached = async (password: string, baseUrl: string): Promise<boolean> => {
  const digest = createHash('sha1').update(normalizePassword(password)).digest('hex').toUpperCase();
  const response = await fetch(
    new URL(`range/${digest.slice(0, PREFIX_LENGTH)}`, `${baseUrl.replace(/\/$/, '')}/`),
    {
      headers: { 'Add-Padding': 'true', 'User-Agent': 'strapi-plugin-gatehouse' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    },
  );
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const rest = digest.slice(PREFIX_LENGTH);
  // Padding entries have a count of zero.
  return (await response.text()).split(/\r?\n/).some((row) => {
    const [suffix, times] = row.split(':');
    return suffix === rest && Number(times) > 0;
  });
};
