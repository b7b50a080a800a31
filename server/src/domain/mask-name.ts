const HIDDEN = '•••';

/**
 * What looks like an e-mail address and is nothing more. The end of the domain must be shorter than any
 * password, as somebody may have typed theirs right after it.
 */
const ADDRESS = /^([^\s@])[^\s@]{0,63}@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,9})$/iu;

/**
 * Masks a typed name that is no user's, which may be a password in the wrong field. Of an e-mail address, the
 * first character and the domain are kept for recognition; of anything else, nothing.
 */
export const maskName = (typed: string): string => {
  if (typed === '') return '';
  const [, first, domain] = ADDRESS.exec(typed) ?? [];
  return first && domain ? `${first}${HIDDEN}@${domain}` : HIDDEN;
};
