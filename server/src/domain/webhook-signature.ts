import { createHmac } from 'node:crypto';

/** The key as Standard Webhooks encodes it: base64, by convention after `whsec_`. */
export const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

type Message = { id: string; timestamp: number; body: string };

/** The headers that sign a message; `timestamp` in seconds (Standard Webhooks 1.0, symmetric). */
export const signatureHeaders = ({ id, timestamp, body }: Message, secret: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
});
