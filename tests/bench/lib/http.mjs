import http from 'node:http';

/** Far beyond what a blocked server takes: whoever has not answered by then never will. */
const ANSWER_WITHIN = 120_000;
/** What a request meets on a connection that the other side has closed. */
const CLOSED = ['ECONNRESET', 'ECONNABORTED', 'EPIPE'];

/** A client of its own at one server, over at most so many kept connections. */
export const clientOf = (url, { connections = 1 } = {}) => {
  const { hostname, port } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let resent = 0;

  /**
   * Sends one request and reads the whole answer. One with another status than is expected ends the measure: what is
   * timed must be what is meant. `from`: the client's address, as a reverse proxy on the loopback would tell it.
   */
  const send =
    (method) =>
    async (path, { token, body, cookie, from, expect = 200 } = {}) => {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(cookie && { cookie }),
        ...(from && { 'x-forwarded-for': from }),
        ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
      };
      // From the first time it is sent, even where it has to be sent again: whoever asks has waited since then.
      const started = performance.now();
      const options = { agent, hostname, port, method, path, headers, timeout: ANSWER_WITHIN };
      const answer = await exchange(options, payload, () => (resent += 1)).catch((error) => {
        throw new Error(`${method} ${path}: ${error.message}`, { cause: error });
      });
      const { status, text } = answer;
      if (status !== expect) {
        throw new Error(`${method} ${path}: ${status} instead of ${expect}: ${text.slice(0, 500)}`);
      }
      return { ms: answer.ended - started, headers: answer.headers, json: () => JSON.parse(text) };
    };

  return {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    /** How many requests had to be sent again. */
    resent: () => resent,
    close: () => agent.destroy(),
  };
};

/**
 * One request and its answer. Node's server closes a kept connection that seems idle for some seconds, and to a blocked
 * one it seems so although the next request is there already, unread. Nobody has acted on that one, so it is sent
 * again, as browsers and proxies do. A new connection has no such excuse.
 */
const exchange = (options, payload, onResend) =>
  new Promise((resolve, reject) => {
    let hasBegun = false;
    const request = http.request(options, (response) => {
      hasBegun = true;
      const { statusCode: status, headers } = response;
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status, headers, text: Buffer.concat(parts).toString(), ended: performance.now() }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_WITHIN / 1_000} s`)));
    request.on('error', (error) => {
      if (request.reusedSocket && !hasBegun && CLOSED.includes(error.code)) {
        onResend();
        // On a connection of its own, which is always a new one: there is no third time.
        resolve(exchange({ ...options, agent: false }, payload, onResend));
        return;
      }
      reject(error);
    });
    request.end(payload);
  });
