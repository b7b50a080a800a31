/** The one source of the time, so that a test can move it. */
export const clock = { now: () => new Date() };
export type Clock = typeof clock;
