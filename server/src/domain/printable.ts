/**
 * The text without control characters and line or paragraph separators (each becomes U+FFFD), and without halves of
 * surrogate pairs, which PostgreSQL does not store: so that nobody writes lines of their own into a log.
 */
export const printable = (text: string) =>
  // eslint-disable-next-line no-control-regex
  text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
