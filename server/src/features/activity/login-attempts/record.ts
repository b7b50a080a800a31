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
/** Whom an attempt is about: a user, or what was typed as a name, of nobody that is known yet. */
type Whom = Pick<Attempt, 'userId' | 'userName'>;
/** What was tried and what came of it; `about`: the request that it was for. */
type Tried = Pick<Attempt, 'realm' | 'method' | 'reason' | 'about'>;

/** How an attempt ends follows from its reason. With every other one it has failed. */
const OUTCOMES: Partial<Record<Reason, Outcome>> = {
  ok: 'success',
  'fresh-proof-shown': 'success',
  'mfa-required': 'challenge',
  'new-password-required': 'challenge',
  'fresh-proof-asked': 'challenge',
};

/**
 * What a stranger typed is cut and freed of control characters before it reaches a record, and masked (`named`).
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
  /** What came while the last of its kind was being written. */
  repeats: new Map<string, { times: number; writing: Promise<void> | null }>(),
}));

/**
 * Whose the names are of those that were turned away before anybody was looked up, in one look-up for all. What is
 * nobody's is kept masked: it may be a password in the wrong field.
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

/** What came while the last statement was under way goes into one statement together. */
const writeWaiting = async (strapi: Strapi) => {
  const state = stateOf(strapi);
  const attempts = state.waiting;
  state.waiting = [];
  await store.insertMany(strapi, await named(strapi, attempts));
};

/** Names of nobody that were kept before they were masked, some at a time; answers how many were looked at. */
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

/** Records one attempt; done when it is in the database. Any number at once cost one write at a time. */
export const recordAttempt = (strapi: Strapi, asker: Asker, whom: Whom, tried: Tried) =>
  write(strapi, attemptOf(asker, whom, tried));

const write = async (strapi: Strapi, attempt: NewAttempt) => {
  const state = stateOf(strapi);
  state.waiting.push({ ...attempt, createdAt: clock.now() });
  // One that failed has told those who waited for it; the next starts afresh.
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
 * For what asks again and again by itself, such as a key or a script: repeats within a minute are counted, not
 * repeated; so are those that come while the first is being written.
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
