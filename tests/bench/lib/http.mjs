import http from 'node:http';

/** A client of its own at one server, over at most so many kept connections. */
export const clientOf = (url, { connections = 1 } = {}) => {
  const { hostname, port } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });

  /**
   * Sends one request and reads the whole answer. One with another status than is expected ends the bench: what is
   * timed must be what is meant. `from`: the client's address, as a reverse proxy on the loopback would tell it.
   */
  const send =
    (method) =>
    (path, { token, body, cookie, from, expect = 200 } = {}) =>
      new Promise((resolve, reject) => {
        const payload = body === undefined ? undefined : JSON.stringify(body);
        const headers = {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(cookie && { cookie }),
          ...(from && { 'x-forwarded-for': from }),
          ...(payload && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        };
        const started = performance.now();
        const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
          const parts = [];
          response.on('data', (part) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const ms = performance.now() - started;
            const text = Buffer.concat(parts).toString();
            const { statusCode: status } = response;
            if (status !== expect) {
              reject(
                new Error(`${method} ${url}${path}: ${status} instead of ${expect}: ${text.slice(0, 500)}`),
              );
              return;
            }
            resolve({ ms, headers: response.headers, json: () => JSON.parse(text) });
          });
        });
        request.on('error', reject);
        request.end(payload);
      });

  return { get: send('GET'), post: send('POST'), put: send('PUT'), close: () => agent.destroy() };
};
