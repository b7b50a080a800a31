/**
 * What replaces a template's placeholders while their positions are checked. No template can contain these
 * characters itself: they are refused when it is read.
 */
export const SECRET = '\u0001';
export const VALUE = '\u0002';
export const OPENING = '\u0003';
export const CLOSING = '\u0004';
