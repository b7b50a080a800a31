import { createHash } from 'node:crypto';

/**
 * What a user name is compared by, however it is written. A digest, as every database compares letters in a way of its
 * own (to MariaDB `é` is `e`), but all of them compare digits and a to f alike.
 */
export const nameKey = (name: string) =>
  createHash('sha256').update(name.toLowerCase().normalize()).digest('hex');
