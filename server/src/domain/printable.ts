/**
 * The text without control characters, line separators and marks that change the writing direction (each
 * becomes U+FFFD), and without lone surrogates, which PostgreSQL does not store: nobody can forge lines in a
 * log.
 */
export const printable = (text: string) =>
  text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
