import { createHash } from 'node:crypto';

import { MAX_LOGIN_NAME_LENGTH } from '../../../shared/constants';

/**
 * What a user name is compared by, however it is written. A digest, as every database compares letters in a way of its
 * own (to MariaDB `é` is `e`), but all of them compare digits and a to f alike. What is longer than any name is not
 * normalized, which takes the square of its length.
 */
export const nameKey = (name: string) => {
  const lower = name.toLowerCase();
  const written = lower.length > MAX_LOGIN_NAME_LENGTH ? lower : lower.normalize();
  return createHash('sha256').update(written).digest('hex');
};
