import { randomInt, timingSafeEqual } from 'node:crypto';

import type { SentKind } from '../../../../../shared/constants';
import type { SentCode } from '../../../../../shared/contracts/mfa';
import { readCode } from '../../../../../shared/typed';
import type { MailUser } from '../../../domain/mail-values';
import { knownBrowserOf } from '../../../access/known-browser';
import { maskTarget } from '../../../domain/mask-target';
import { toE164 } from '../../../domain/phone-number';
import { currentActor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { projectOf } from '../../../platform/project';
import { CannotOpen, type Secrets } from '../../../platform/secrets';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { keepPending } from './pending';
import { smsText } from './sms-text';
import type { MfaStore } from './store';

const DIGITS = 6;
const MINUTE_MS = 60_000;
/** How long a code is good, whatever it was sent for: long enough to look for it (NIST SP 800-63B §5.1.3 allows ten). */
const SENT_CODE_MS = 5 * MINUTE_MS;

export type Addressee = MailUser & { mobile: string | null };
type Step = { token: string; expiresAt: Date };
type Outgoing = { kind: SentKind; target: string; code: string; expiresAt: Date };

/**
 * Codes that are sent by mail or SMS. They go to where the user has shown to read them, not to what stands in the
 * record at the moment: whoever may change that is not who signs in.
 */
export const createSentCodes = (strapi: Strapi, store: MfaStore, sealing: () => NonNullable<Secrets>) => {
  const newCode = () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  /** With its own end, so that it lives no longer than that wherever it is kept. */
  const seal = (kind: SentKind, code: string, expiresAt: Date) =>
    sealing().seal(`${expiresAt.getTime()}:${kind}:${code}`);
  /** No later than the step it is for. */
  const endOf = (step?: Date) => {
    const own = clock.now().getTime() + SENT_CODE_MS;
    return new Date(Math.min(own, step?.getTime() ?? own));
  };

  const targetOf = (kind: SentKind, { email, mobile }: Addressee) => {
    if (kind === 'mail') return email;
    if (!getService(strapi, 'sms').isThere()) throw new GatehouseError('SMS_UNAVAILABLE');
    const number = mobile && toE164(mobile);
    if (!number) throw new GatehouseError('MOBILE_MISSING');
    return number;
  };

  /** Before anything is sent or looked at, and outside any transaction: a rollback must not hand it back. */
  const takeTurn = async (userId: number) => {
    const throttle = getService(strapi, 'throttle');
    const place = { deviceId: await knownBrowserOf(strapi, userId), address: currentActor(strapi).ip };
    if (await throttle.takeCode(userId, place)) return;
    throw new GatehouseError('TOO_MANY_CODES', {
      retryAfter: await throttle.secondsUntilCode(userId, place),
    });
  };

  const send = async (user: MailUser, { kind, target, code, expiresAt }: Outgoing) => {
    const minutes = String(Math.ceil((expiresAt.getTime() - clock.now().getTime()) / MINUTE_MS));
    if (kind === 'sms')
      return getService(strapi, 'sms').send({
        to: target,
        text: smsText({ code, minutes, project: projectOf(strapi), locale: user.locale }),
      });
    const mail = getService(strapi, 'mail');
    const variables = { code, minutes };
    const id = await inTransaction(strapi, () =>
      mail.queue({ template: 'sign-in-code', user, to: target, variables, expiresAt }),
    );
    if ((await mail.deliver(id)).status === 'failed') throw new GatehouseError('CODE_NOT_SENT');
  };

  const factorOf = async (userId: number, kind: SentKind) =>
    (await store.factorsOf(userId)).find((one) => one.kind === kind);

  /** Whether this is the code that was sent, and still good. Fails closed: what can't be opened is no code. */
  const fits = (sealed: string | null, kind: SentKind, typed: string): boolean => {
    if (sealed === null) return false;
    try {
      const opened = sealing().open(sealed);
      const right = Buffer.from(opened);
      const until = opened.slice(0, opened.indexOf(':'));
      const given = Buffer.from(`${until}:${kind}:${readCode(typed)}`);
      const isRight = right.length === given.length && timingSafeEqual(right, given);
      return isRight && Number(until) > clock.now().getTime();
    } catch (error) {
      if (error instanceof CannotOpen) return false;
      throw error;
    }
  };

  /** Sends one there, for the step of a sign-in. */
  const askAt = async (user: MailUser, kind: SentKind, target: string, step: Step) => {
    const code = newCode();
    const expiresAt = endOf(step.expiresAt);
    await takeTurn(user.id);
    await getService(strapi, 'challenges').setToSign(step.token, seal(kind, code, expiresAt));
    await send(user, { kind, target, code, expiresAt });
    return { sentTo: maskTarget(kind, target), expiresAt: expiresAt.toISOString() };
  };

  const takeAt = async (kind: SentKind, { token, code }: { token: string; code: string }) => {
    const challenges = getService(strapi, 'challenges');
    const sealed = await challenges.toSignOf(token);
    return fits(sealed, kind, code) && (await challenges.takeToSign(token)) === sealed;
  };

  return {
    takeTurn,
    fits,

    /** Sends a code to one's own address or number, which confirms it. */
    async begin(user: Addressee, kind: SentKind, step?: Date): Promise<SentCode> {
      const target = targetOf(kind, user);
      const code = newCode();
      const expiresAt = endOf(step);
      const begun = { userId: user.id, kind, name: target, secret: seal(kind, code, expiresAt), target };
      await takeTurn(user.id);
      await keepPending(strapi, store, begun);
      await send(user, { kind, target, code, expiresAt });
      return { sentTo: target, expiresAt: expiresAt.toISOString() };
    },

    askAt,
    takeAt,

    /** Sends one to where the user gets them, for the step of a sign-in. */
    async ask(user: MailUser, kind: SentKind, step: Step) {
      const factor = await factorOf(user.id, kind);
      if (!factor?.target) throw new GatehouseError('CHALLENGE_INVALID');
      return askAt(user, kind, factor.target, step);
    },

    /** Takes the code that was sent for the step. Of any number of requests at once, one gets it. */
    async take(userId: number, kind: SentKind, given: { token: string; code: string }) {
      const factor = await factorOf(userId, kind);
      if (!factor || !(await takeAt(kind, given))) return false;
      await store.touch(factor.id, clock.now());
      return true;
    },
  };
};
