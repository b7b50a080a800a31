/**
 * What stands for the placeholders of a template while it is looked at where they stand. No template can hold these
 * characters itself: they are refused where it is read.
 */
export const SECRET = '\u0001';
export const VALUE = '\u0002';
export const OPENING = '\u0003';
export const CLOSING = '\u0004';
