/**
 * What a spreadsheet may take for the beginning of a formula: `=`, `+`, `-`, `@`, in full width too, `|` and `%` of old
 * ones; at the very beginning, or after whatever it skips or may cut the cell at: white space, control characters,
 * marks nobody sees or no font has, quotes and separators (OWASP, CSV Injection).
 */
const FORMULA = /^[\s\p{C}\p{Z}"'`,;]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;
/** On their own they make some spreadsheets start another cell. */
const CONTROL_FIRST = /^[\t\r\n]/;

/** The text as a cell that no spreadsheet reckons with: an apostrophe before it makes it text. */
export const spreadsheetSafe = (text: string): string =>
  FORMULA.test(text) || CONTROL_FIRST.test(text) ? `'${text}` : text;
