/** Sends what is queued: at once, and again after growing pauses. */

import { setTimeout as sleep } from 'node:timers/promises';

import { type MailStatus, SECRET_MAILS } from '../../../../../shared/constants';
import { cleanAnswer } from '../../../domain/mail-answer';
import { nextTry } from '../../../domain/mail-retry';
import { clock } from '../../../platform/clock';
import { inChunks } from '../../../platform/database';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';
import { withTimeLimit } from '../../../platform/with-time-limit';
import type { OutgoingMail } from './store';
import { type SendResult, sendThroughStrapi } from './transport';
import { findUser } from '../../people/users/store';
import * as letters from './letters';
import * as store from './store';

/** Longer than a try may take; after this, another server takes over the mail of one that died. */
const CLAIM_MS = 5 * 60_000;
/** How long an action waits for the mail server before it answers. */
const WAIT_MS = 4_000;
/** How long Strapi waits at shutdown for mails that are being sent. */
const STOP_WITHIN_MS = 5_000;
const DUE_AT_A_TIME = 50;
const SENT_AT_ONCE = 5;

export type Delivery = { id: number; status: MailStatus; error: string | null };

const failed = (answer: string): SendResult => ({ isSent: false, answer, isFinal: true });

const stateOf = perStrapi(() => ({
  underWay: new Set<Promise<unknown>>(),
  running: null as Promise<void> | null,
  isStopping: false,
}));

const send = async (strapi: Strapi, mail: OutgoingMail): Promise<SendResult> => {
  if (mail.expiresAt && mail.expiresAt <= clock.now())
    return failed('What it holds had expired before it could leave');
  if (!(await findUser(strapi, mail.userId))) return failed('The user is no longer there');
  const opened = letters.open(strapi, mail);
  if ('lost' in opened) return failed(opened.lost);
  const result = await sendThroughStrapi(strapi, mail.to, await letters.render(strapi, mail, opened.letter));
  return { ...result, answer: cleanAnswer(result.answer, letters.secretsIn(opened.letter)) };
};

/** One try, unless another server is sending it. */
const attempt = async (strapi: Strapi, id: number): Promise<Delivery> => {
  const started = clock.now();
  const mail = await store.claim(strapi, id, new Date(started.getTime() + CLAIM_MS), started);
  if (!mail) return outcomeOf(strapi, id);
  const keeps = !SECRET_MAILS.has(mail.template);
  const result = await send(strapi, mail).catch((error: unknown): SendResult => {
    strapi.log.error(`[gatehouse] the mail ${id} could not be made`, error);
    return { isSent: false, answer: 'The mail could not be made', isFinal: false };
  });
  const now = clock.now();
  if (result.isSent) {
    await store.settleSent(strapi, id, { answer: result.answer, keeps }, now);
    return { id, status: 'sent', error: null };
  }
  const next = result.isFinal || letters.isInMemory(strapi, mail) ? null : nextTry(mail.attempts, now);
  await store.settleFailed(strapi, mail, { answer: result.answer, next, keeps }, now);
  return { id, status: next ? 'queued' : 'failed', error: result.answer };
};

const outcomeOf = async (strapi: Strapi, id: number): Promise<Delivery> => {
  const mail = await store.find(strapi, id);
  if (mail?.status === 'sent') return { id, status: 'sent', error: null };
  return { id, status: mail?.status ?? 'failed', error: mail?.answer ?? null };
};

const track = <T>(strapi: Strapi, work: Promise<T>): Promise<T> => {
  const { underWay } = stateOf(strapi);
  const tracked = work.finally(() => underWay.delete(tracked));
  underWay.add(tracked);
  return tracked;
};

const work = async (strapi: Strapi) => {
  const state = stateOf(strapi);
  while (!state.isStopping) {
    const due = await store.due(strapi, clock.now(), DUE_AT_A_TIME);
    if (due.length === 0) return;
    for (const part of inChunks(due, SENT_AT_ONCE)) {
      if (state.isStopping) return;
      const began = performance.now();
      await Promise.all(part.map((id) => track(strapi, attempt(strapi, id))));
      // Thousands of mails must not hog the database: pause for as long as they used it.
      await sleep(performance.now() - began);
    }
  }
};

/**
 * Tries a mail at once, after the commit of what it reports, and waits up to `waitMs` for the mail server.
 * Never throws: a mail that is not sent is tried again later, and fails nobody's action.
 */
export const deliverMail = async (
  strapi: Strapi,
  id: number,
  { waitMs = WAIT_MS } = {},
): Promise<Delivery> => {
  const later = (error: string): Delivery => ({ id, status: 'queued', error });
  const sending = track(
    strapi,
    attempt(strapi, id).catch((error: unknown) => {
      strapi.log.error(`[gatehouse] the mail ${id} could not be looked after`, error);
      return later('The mail could not be looked after');
    }),
  );
  return withTimeLimit(waitMs, sending, () => later('The mail server has not answered yet'));
};

/** Sends what is due, unless this server is already doing so. */
export const runMails = (strapi: Strapi): Promise<void> => {
  const state = stateOf(strapi);
  return (state.running ??= work(strapi)
    .catch((error: unknown) => void strapi.log.error('[gatehouse] mails could not be sent', error))
    .finally(() => {
      state.running = null;
    }));
};

/** Starts no other mail, and waits for those under way as long as a shutdown may take. */
export const stopMails = async (strapi: Strapi) => {
  const state = stateOf(strapi);
  state.isStopping = true;
  await withTimeLimit(STOP_WITHIN_MS, Promise.allSettled([...state.underWay]), () => undefined);
};
