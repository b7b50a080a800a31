/**
 * What a spreadsheet may take for the start of a formula: `=`, `+`, `-`, `@`, in full width too, and in old
 * ones `|` and `%`; at the very start, or after whatever it skips or may split the cell at: white space,
 * control characters, marks that are unseen or in no font, quotes and separators (OWASP, CSV Injection).
 */
const FORMULA = /^[\s\p{C}\p{Z}"'`,;]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;
/** On their own they make some spreadsheets start another cell. */
const CONTROL_FIRST = /^[\t\r\n]/;

/** The text as a cell that no spreadsheet calculates: a leading apostrophe makes it text. */
export const spreadsheetSafe = (text: string): string =>
  FORMULA.test(text) || CONTROL_FIRST.test(text) ? `'${text}` : text;
