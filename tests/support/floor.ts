/** Milliseconds before which no refusal leaves the shared server; shorter than the default, to keep the tests quick. */
export const FLOOR = 60;
