import { MAX_LOGIN_NAME_LENGTH, type Outcome, type Reason } from '../../../../../shared/constants';
import type { Asker } from '../../../domain/client-address';
import { maskName } from '../../../domain/mask-name';
import { printable } from '../../../domain/printable';
import { clock } from '../../../platform/clock';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';
import { loginNameOwners } from '../../people/users/store';
import { inBatches } from '../../settings/lease/record';
import * as store from './store';
import type { Attempt } from './store';

const MAX_USER_AGENT = 255;
const REPEAT_WINDOW_MS = 60_000;

type NewAttempt = Omit<Attempt, 'createdAt'>;
/** The subject of an attempt: a user, or a typed name that is not yet known to be anybody's. */
type Whom = Pick<Attempt, 'userId' | 'userName'>;
/** What was tried and the result; `about`: the request it was for. */
type Tried = Pick<Attempt, 'realm' | 'method' | 'reason' | 'about'>;

/** The outcome follows from the reason; every other reason is a failure. */
const OUTCOMES: Partial<Record<Reason, Outcome>> = {
  ok: 'success',
  'fresh-proof-shown': 'success',
  'mfa-required': 'challenge',
  'new-password-required': 'challenge',
  'fresh-proof-asked': 'challenge',
};

/**
 * What a stranger typed is cut and loses its control characters here; `named` masks it before it is stored.
 */
const attemptOf = (
  { address, userAgent }: Asker,
  { userId, userName }: Whom,
  { realm, method, reason, about = null }: Tried,
): NewAttempt => ({
  userId,
  userName: printable(userName.slice(0, MAX_LOGIN_NAME_LENGTH)),
  realm,
  method,
  reason,
  outcome: OUTCOMES[reason] ?? 'failure',
  ip: address,
  userAgent: userAgent && printable(userAgent.slice(0, MAX_USER_AGENT)),
  about,
});

const stateOf = perStrapi(() => ({
  waiting: [] as Attempt[],
  writing: null as Promise<void> | null,
  /** Repeats that came while the last of their kind was being written. */
  repeats: new Map<string, { times: number; writing: Promise<void> | null }>(),
}));

/**
 * Finds the owners of names that were refused before any lookup, in one query for all. A name that is
 * nobody's is masked: it may be a password in the wrong field.
 */
const named = async (strapi: Strapi, attempts: readonly Attempt[]): Promise<Attempt[]> => {
  const isUnknown = ({ userId, reason }: Attempt) => userId === null && reason === 'rate-limited';
  const owners = await loginNameOwners(
    strapi,
    attempts.filter(isUnknown).map(({ userName }) => userName),
  );
  return attempts.map((attempt) => {
    const userId = isUnknown(attempt) ? (owners.get(attempt.userName) ?? null) : attempt.userId;
    return userId === null ? { ...attempt, userName: maskName(attempt.userName) } : { ...attempt, userId };
  });
};

/** Writes all that came during the last statement in one statement. */
const writeWaiting = async (strapi: Strapi) => {
  const state = stateOf(strapi);
  const attempts = state.waiting;
  state.waiting = [];
  await store.insertMany(strapi, await named(strapi, attempts));
};

/** Masks up to `limit` names of nobody that were stored unmasked; returns how many were checked. */
const maskSome = async (strapi: Strapi, limit: number): Promise<number> => {
  const attempts = await store.nobodysAfter(strapi, await store.maskedUpTo(strapi), limit);
  const owners = await loginNameOwners(
    strapi,
    attempts.map(({ userName }) => userName),
  );
  const masked = attempts
    .filter(({ userName }) => !owners.has(userName))
    .map(({ id, userName }) => ({ id, before: userName, userName: maskName(userName) }))
    .filter(({ before, userName }) => before !== userName);
  await store.rename(strapi, masked);
  const last = attempts.at(-1);
  if (last) await store.setMaskedUpTo(strapi, last.id, clock.now());
  return attempts.length;
};

/** Records one attempt; resolves once it is in the database. Concurrent ones share one write at a time. */
export const recordAttempt = (strapi: Strapi, asker: Asker, whom: Whom, tried: Tried) =>
  write(strapi, attemptOf(asker, whom, tried));

const write = async (strapi: Strapi, attempt: NewAttempt) => {
  const state = stateOf(strapi);
  state.waiting.push({ ...attempt, createdAt: clock.now() });
  // A write that failed has rejected for those awaiting it; the next starts afresh.
  await state.writing?.catch(() => undefined);
  if (state.waiting.length > 0) state.writing = writeWaiting(strapi);
  await state.writing;
};

const recordOrCount = async (strapi: Strapi, attempt: NewAttempt, times: number) => {
  const since = new Date(clock.now().getTime() - REPEAT_WINDOW_MS);
  if (!(await store.countRepeat(strapi, attempt, since, times)))
    await write(strapi, { ...attempt, count: times });
};

/**
 * For callers that retry automatically, such as a key or a script: repeats within a minute are counted, not
 * stored; so are those that come while the first is being written.
 */
export const recordRepeatableAttempt = async (strapi: Strapi, asker: Asker, whom: Whom, tried: Tried) => {
  const attempt = attemptOf(asker, whom, tried);
  const { userId, reason, method, ip, about } = attempt;
  const key = JSON.stringify([userId, reason, method, ip, about]);
  const { repeats } = stateOf(strapi);
  const alike = repeats.get(key) ?? { times: 0, writing: null };
  repeats.set(key, alike);
  alike.times += 1;
  await alike.writing?.catch(() => undefined);
  if (alike.times > 0) {
    alike.writing = recordOrCount(strapi, attempt, alike.times).finally(() => {
      if (alike.times === 0) repeats.delete(key);
    });
    alike.times = 0;
  }
  await alike.writing;
};

export const deleteAttemptsBefore = (strapi: Strapi, before: Date) =>
  inBatches(strapi, 'retention', (limit) => store.deleteSomeBefore(strapi, before, limit));

export const maskAttemptNames = (strapi: Strapi) =>
  inBatches(strapi, 'masking', (limit) => maskSome(strapi, limit));
