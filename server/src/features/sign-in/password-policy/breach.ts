import { createHash } from 'node:crypto';

import { normalizePassword } from '../../../../../shared/password-criteria';

const PREFIX_LENGTH = 5;
const PATIENCE_MS = 2_000;

/**
 * Whether Have I Been Pwned knows the password. By k-anonymity: five digits of its SHA-1 are sent, all that begin with
 * them come back. Padded, so that not even the length of the answer tells which were asked for
 * (haveibeenpwned.com/API/v3#PwnedPasswords). Throws where nobody answers in time.
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
  // Those that pad the answer were seen no times.
  return (await response.text()).split(/\r?\n/).some((row) => {
    const [suffix, times] = row.split(':');
    return suffix === rest && Number(times) > 0;
  });
};
