import { connect } from 'node:net';

/** Sends a request byte by byte as written, where `fetch` would correct it, and returns the answer. */
export const sendRaw = async (
  url: string,
  { method = 'GET', target, headers = [], body = '' }: RawRequest,
): Promise<{ status: number; text: string }> => {
  const { hostname, port } = new URL(url);
  const head = [
    `${method} ${target} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    'connection: close',
    ...(body === '' ? [] : [`content-type: application/json`, `content-length: ${Buffer.byteLength(body)}`]),
    ...headers,
  ].join('\r\n');
  const socket = connect(Number(port), hostname);
  // Each character is one byte of a header, as Node receives it. Sent all at once: bytes that arrive after
  // the answer to a refused request would break the connection before the answer is read.
  socket.write(Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(body)]));
  const parts: Buffer[] = [];
  for await (const part of socket) {
    parts.push(part as Buffer);
  }
  const text = Buffer.concat(parts).toString();
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
};

export type RawRequest = { method?: string; target: string; headers?: readonly string[]; body?: string };
