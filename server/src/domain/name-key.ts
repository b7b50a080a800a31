import { createHash } from 'node:crypto';

import { MAX_LOGIN_NAME_LENGTH } from '../../../shared/constants';
import { caseFolded } from '../../../shared/folded';

/** A digest, as every database compares letters in a way of its own, but all of them compare digits and a to f alike. */
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Names of things that belong to an account or a person have that before them. */
const LONGEST = MAX_LOGIN_NAME_LENGTH + 12;

const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const BLANKS = /\s+/g;

/**
 * What a name is compared by, however it is written: what looks the same but for case, width, marks put on or typed with
 * the letter, unseen characters and blanks is the same name (Unicode's NFKC_Casefold). What is longer than any name is
 * not normalized, which takes the square of its length.
 */
export const nameKey = (name: string) => {
  if (name.length > LONGEST) return digest(name.toLowerCase());
  return digest(
    caseFolded(name.normalize('NFKC')).replace(UNSEEN, '').replace(BLANKS, ' ').normalize('NFKC'),
  );
};

/** What a name was compared by before. Who shares a `nameKey` with somebody since then goes on being found by it. */
export const spellingKey = (name: string) => {
  const lower = name.toLowerCase();
  return digest(lower.length > MAX_LOGIN_NAME_LENGTH ? lower : lower.normalize());
};

/** Whether it would be taken for an e-mail address, in whichever width its @ is. */
export const isLikeAddress = (name: string) =>
  name.length > LONGEST ? name.includes('@') : name.normalize('NFKC').includes('@');

/** The key of a user name. An e-mail address is somebody's as it is written, but for case. */
export const userNameKey = (name: string) => (isLikeAddress(name) ? spellingKey(name) : nameKey(name));
