import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { SmsProvider } from '../../../config';
import { signatureHeaders } from '../../../domain/webhook-signature';
import { clock } from '../../../platform/clock';

/** Before each try. Whoever signs in is waiting. */
const PAUSES_MS = [0, 300, 900];
const TRY_MS = 3_000;

type Gateway = { url: string; secret: string; from?: string };

/**
 * Posts `{ id, to, text, from? }` as JSON to a gateway, signed as Standard Webhooks 1.0 has it: the gateway knows who
 * asks, and by `webhook-id` an SMS it has sent already. Tried again where nothing answers, or the answer is a 429 or 5xx.
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
      // Not on to whom the operator has not named.
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
