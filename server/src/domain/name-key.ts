import { createHash } from 'node:crypto';

import { MAX_LOGIN_NAME_LENGTH } from '../../../shared/constants';
import { caseFolded } from '../../../shared/folded';

/** A digest: databases compare letters in different ways, but digits and a to f alike. */
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Names of things that belong to an account or a person are prefixed with the owner. */
const LONGEST = MAX_LOGIN_NAME_LENGTH + 12;

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const BLANKS = /\s+/g;

/**
 * What names are compared by, however written: names that differ only in case, width, composed or separate
 * marks, unseen characters and blanks are the same (Unicode's NFKC_Casefold). Anything longer than any name
 * is not normalized, which takes quadratic time.
 */
export const nameKey = (name: string) => {
  if (name.length > LONGEST) return digest(name.toLowerCase());
  return digest(
    caseFolded(name.normalize('NFKC')).replace(UNSEEN, '').replace(BLANKS, ' ').normalize('NFKC'),
  );
};

/** What names used to be compared by. Users whose `nameKey` has clashed since then are still found by it. */
export const spellingKey = (name: string) => {
  const lower = name.toLowerCase();
  return digest(lower.length > MAX_LOGIN_NAME_LENGTH ? lower : lower.normalize());
};

/** Whether it would be taken for an e-mail address, whatever the width of its @. */
export const isLikeAddress = (name: string) =>
  name.length > LONGEST ? name.includes('@') : name.normalize('NFKC').includes('@');

/** The key of a user name. E-mail addresses are compared as written, except for case. */
export const userNameKey = (name: string) => (isLikeAddress(name) ? spellingKey(name) : nameKey(name));
