/**
 * For servers of the tests': none hangs up on a connection that rests. By default Node does after some seconds, just when a
 * worker that was loading files for as long sends its next request over it, which fails: “other side closed”.
 */
export const KEPT_OPEN = { keepAliveTimeout: 0 };
