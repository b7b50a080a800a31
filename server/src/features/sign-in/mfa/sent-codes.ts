/**
 * Codes sent by mail or SMS. They go to the address or number the user has confirmed, not to the one
 * currently in their record, which others may be able to change.
 */

import { randomInt, timingSafeEqual } from 'node:crypto';

import type { SentKind } from '../../../../../shared/constants';
import type { SentCode } from '../../../../../shared/contracts/mfa';
import { readCode } from '../../../../../shared/typed';
import type { MailUser } from '../../../domain/mail-values';
import { maskTarget } from '../../../domain/mask-target';
import { toE164 } from '../../../domain/phone-number';
import { currentActor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { projectOf } from '../../../platform/project';
import { CannotOpen } from '../../../platform/secrets';
import type { Strapi } from '../../../platform/strapi';
import { deliverMail } from '../../activity/mail/delivery';
import { queueMail } from '../../activity/mail/record';
import { setToSign, takeToSign, toSignOf } from '../challenges/record';
import { knownBrowserOf } from '../devices/known-browser';
import { isSmsThere, sendSms } from '../sms/record';
import { secondsUntilCode, takeCodeTurn } from '../throttle/record';
import { keepPending } from './pending';
import { sealing } from './sealing';
import { smsText } from './sms-text';
import * as store from './store';

const DIGITS = 6;
const MINUTE_MS = 60_000;
/** How long any code is valid: long enough to find it (NIST SP 800-63B §5.1.3 allows ten minutes). */
const SENT_CODE_MS = 5 * MINUTE_MS;

export type Addressee = MailUser & { mobile: string | null };
type Step = { token: string; expiresAt: Date };
type Outgoing = { kind: SentKind; target: string; code: string; expiresAt: Date };

const newCode = () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
/** Seals the expiry with the code, so that it applies wherever the code is stored. */
const seal = (strapi: Strapi, kind: SentKind, code: string, expiresAt: Date) =>
  sealing(strapi).seal(`${expiresAt.getTime()}:${kind}:${code}`);
/** No later than the expiry of the step it is for. */
const endOf = (step?: Date) => {
  const own = clock.now().getTime() + SENT_CODE_MS;
  return new Date(Math.min(own, step?.getTime() ?? own));
};

const targetOf = (strapi: Strapi, kind: SentKind, { email, mobile }: Addressee) => {
  if (kind === 'mail') return email;
  if (!isSmsThere(strapi)) throw new GatehouseError('SMS_UNAVAILABLE');
  const number = mobile && toE164(mobile);
  if (!number) throw new GatehouseError('MOBILE_MISSING');
  return number;
};

/** Call before sending or checking a code. Not in a transaction: a rollback must not give the turn back. */
export const takeTurn = async (strapi: Strapi, userId: number) => {
  const place = { deviceId: await knownBrowserOf(strapi, userId), address: currentActor(strapi).ip };
  if (await takeCodeTurn(strapi, userId, place)) return;
  throw new GatehouseError('TOO_MANY_CODES', {
    retryAfter: await secondsUntilCode(strapi, userId, place),
  });
};

const send = async (strapi: Strapi, user: MailUser, { kind, target, code, expiresAt }: Outgoing) => {
  const minutes = String(Math.ceil((expiresAt.getTime() - clock.now().getTime()) / MINUTE_MS));
  if (kind === 'sms')
    return sendSms(strapi, {
      to: target,
      text: smsText({ code, minutes, project: projectOf(strapi), locale: user.locale }),
    });
  const variables = { code, minutes };
  const id = await inTransaction(strapi, () =>
    queueMail(strapi, { template: 'sign-in-code', user, to: target, variables, expiresAt }),
  );
  if ((await deliverMail(strapi, id)).status === 'failed') throw new GatehouseError('CODE_NOT_SENT');
};

const factorOf = async (strapi: Strapi, userId: number, kind: SentKind) =>
  (await store.factorsOf(strapi, userId)).find((one) => one.kind === kind);

/** Whether this is the code that was sent, and still valid. Fails closed: false if it can't be unsealed. */
export const fits = (strapi: Strapi, sealed: string | null, kind: SentKind, typed: string): boolean => {
  if (sealed === null) return false;
  try {
    const opened = sealing(strapi).open(sealed);
    const right = Buffer.from(opened);
    const until = opened.slice(0, opened.indexOf(':'));
    const typedBytes = Buffer.from(`${until}:${kind}:${readCode(typed)}`);
    const isRight = right.length === typedBytes.length && timingSafeEqual(right, typedBytes);
    return isRight && Number(until) > clock.now().getTime();
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
};

/** Sends a code for a sign-in step to `target`. */
export const askAt = async (strapi: Strapi, user: MailUser, kind: SentKind, target: string, step: Step) => {
  const code = newCode();
  const expiresAt = endOf(step.expiresAt);
  await takeTurn(strapi, user.id);
  await setToSign(strapi, step.token, seal(strapi, kind, code, expiresAt));
  await send(strapi, user, { kind, target, code, expiresAt });
  return { sentTo: maskTarget(kind, target), expiresAt: expiresAt.toISOString() };
};

export const takeAt = async (
  strapi: Strapi,
  kind: SentKind,
  { token, code }: { token: string; code: string },
) => {
  const sealed = await toSignOf(strapi, token);
  return fits(strapi, sealed, kind, code) && (await takeToSign(strapi, token)) === sealed;
};

/** Sends a code to the user's address or number, to confirm it as a factor. */
export const begin = async (
  strapi: Strapi,
  user: Addressee,
  kind: SentKind,
  step?: Date,
): Promise<SentCode> => {
  const target = targetOf(strapi, kind, user);
  const code = newCode();
  const expiresAt = endOf(step);
  const begun = { userId: user.id, kind, name: target, secret: seal(strapi, kind, code, expiresAt), target };
  await takeTurn(strapi, user.id);
  await keepPending(strapi, begun);
  await send(strapi, user, { kind, target, code, expiresAt });
  return { sentTo: target, expiresAt: expiresAt.toISOString() };
};

/** Sends a code for a sign-in step to the user's confirmed address or number. */
export const askCode = async (strapi: Strapi, user: MailUser, kind: SentKind, step: Step) => {
  const factor = await factorOf(strapi, user.id, kind);
  if (!factor?.target) throw new GatehouseError('CHALLENGE_INVALID');
  return askAt(strapi, user, kind, factor.target, step);
};

/** Checks and uses up the code sent for the step. Of parallel requests, only one succeeds. */
export const take = async (
  strapi: Strapi,
  userId: number,
  kind: SentKind,
  answer: { token: string; code: string },
) => {
  const factor = await factorOf(strapi, userId, kind);
  if (!factor || !(await takeAt(strapi, kind, answer))) return false;
  await store.touch(strapi, factor.id, clock.now());
  return true;
};
