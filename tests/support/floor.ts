/** Milliseconds before which the shared server sends no denial; less than the default, for quick tests. */
export const FLOOR = 60;
