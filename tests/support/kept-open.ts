/**
 * For the tests' servers: none closes an idle connection. By default Node does so after some seconds, just
 * when a worker that was busy loading files sends its next request, which fails: “other side closed”.
 */
export const KEPT_OPEN = { keepAliveTimeout: 0 };
