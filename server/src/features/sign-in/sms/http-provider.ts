import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { SmsProvider } from '../../../config';
import { signatureHeaders } from '../../../domain/webhook-signature';
import { clock } from '../../../platform/clock';

/** Pauses before each attempt: short, as the user who signs in is waiting. */
const PAUSES_MS = [0, 300, 900];
const TRY_MS = 3_000;

type Gateway = { url: string; secret: string; from?: string };

/**
 * Posts `{ id, to, text, from? }` as JSON to a gateway, signed per Standard Webhooks 1.0: the signature
 * proves the sender, and `webhook-id` lets the gateway skip duplicates. Retries on no answer, 429 and 5xx.
 */
export const httpProvider = ({ url, secret, from }: Gateway): SmsProvider => ({
  async send({ to, text }) {
    const id = randomUUID();
    const body = JSON.stringify({ id, to, text, ...(from && { from }) });
    let problem = '';
    for (const pause of PAUSES_MS) {
      await sleep(pause);
      const answer = await post(url, { id, secret, body });
      if (answer === 'taken') return;
      problem = answer.problem;
      if (answer.isFinal) break;
    }
    throw new Error(problem);
  },
});

type Answer = 'taken' | { problem: string; isFinal: boolean };

const post = async (
  url: string,
  { id, secret, body }: { id: string; secret: string; body: string },
): Promise<Answer> => {
  const timestamp = Math.floor(clock.now().getTime() / 1000);
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        ...signatureHeaders({ id, timestamp, body }, secret),
      },
      // Never follow a redirect to a host that the operator hasn't named.
      redirect: 'error',
      signal: AbortSignal.timeout(TRY_MS),
    });
    if (ok) return 'taken';
    return { problem: `the gateway answered ${status}`, isFinal: status < 500 && status !== 429 };
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { problem: `the gateway could not be reached (${cause?.code ?? name})`, isFinal: false };
  }
};
