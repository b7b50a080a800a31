/**
 * The text without control characters, line separators and marks that turn the direction of writing (each becomes
 * U+FFFD), and without halves of surrogate pairs, which PostgreSQL does not store: so that nobody writes lines of
 * their own into a log.
 */
export const printable = (text: string) =>
  text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
