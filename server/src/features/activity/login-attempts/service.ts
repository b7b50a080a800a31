import type { z } from 'zod';

import { MAX_LOGIN_NAME_LENGTH, REASON_MESSAGES } from '../../../../../shared/constants';
import type {
  exportLoginAttempts,
  listLoginAttempts,
  LoginAttempt,
  LoginAttemptFilters,
  summarizeLoginAttempts,
} from '../../../../../shared/contracts/login-attempts';
import { maskName } from '../../../domain/mask-name';
import { printable } from '../../../domain/printable';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { perStrapi } from '../../../platform/per-strapi';
import type { Strapi } from '../../../platform/strapi';
import { csvFileOf } from './export';
import { toAttemptFilter } from './filter';
import type { Attempt, AttemptFilter, ListedAttempt } from './store';
import { summarize } from './summary';
import { entriesOf, loginNameOwners } from '../../people/users/store';
import * as store from './store';
import { userNames } from '../../people/users/service';
import { reachOf } from '../../permissions/reach/service';
import { recordChange } from '../log/service';
import { inBatches } from '../../settings/lease/service';

const MAX_USER_AGENT = 255;
const REPEAT_WINDOW_MS = 60_000;

/** Rows of an export that are in memory at a time. */
const EXPORT_PAGE = 1_000;

type NewAttempt = Omit<Attempt, 'createdAt'>;

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

/**
 * Records one attempt; done when it is in the database. Any number at once cost one write at a time.
 * What a stranger typed is cut and freed of control characters before it reaches a record, and masked (`named`).
 */
export const recordAttempt = async (strapi: Strapi, attempt: NewAttempt) => {
  const state = stateOf(strapi);
  state.waiting.push({
    ...attempt,
    userName: printable(attempt.userName.slice(0, MAX_LOGIN_NAME_LENGTH)),
    userAgent: attempt.userAgent && printable(attempt.userAgent.slice(0, MAX_USER_AGENT)),
    createdAt: clock.now(),
  });
  // One that failed has told those who waited for it; the next starts afresh.
  await state.writing?.catch(() => undefined);
  if (state.waiting.length > 0) state.writing = writeWaiting(strapi);
  await state.writing;
};

const recordOrCount = async (strapi: Strapi, attempt: NewAttempt, times: number) => {
  const since = new Date(clock.now().getTime() - REPEAT_WINDOW_MS);
  if (!(await store.countRepeat(strapi, attempt, since, times)))
    await recordAttempt(strapi, { ...attempt, count: times });
};

/** As the contract has them, with the names their users have by now in one look-up for all. */
const describe = async (strapi: Strapi, attempts: readonly ListedAttempt[]) => {
  const names = await userNames(strapi, [...new Set(attempts.flatMap(({ userId }) => userId ?? []))]);
  return attempts.map(({ userId, ...attempt }): LoginAttempt => {
    const userName = userId === null ? undefined : names.get(userId);
    return {
      ...attempt,
      user: userId === null || userName === undefined ? null : { id: userId, userName },
      message: REASON_MESSAGES[attempt.reason],
    };
  });
};

const pagesOf = async function* (strapi: Strapi, filter: AttemptFilter) {
  for await (const page of store.pages(strapi, filter, EXPORT_PAGE)) yield await describe(strapi, page);
};

const filterOf = async (
  strapi: Strapi,
  filters: LoginAttemptFilters,
  actor: Actor,
): Promise<AttemptFilter> => ({
  ...toAttemptFilter(filters),
  reach: await reachOf(strapi, actor),
});

const recordExport = async (strapi: Strapi, filters: LoginAttemptFilters, actor: Actor) => {
  const { adminUserId } = actor;
  const [user] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
  // Fails closed: what nobody can be named for is not taken away.
  if (!user) throw new GatehouseError('UNKNOWN_USER');
  const { user: of, ip, outcome, reason, createdAt } = filters;
  const chosen = {
    user: of && ((await userNames(strapi, [of.$eq])).get(of.$eq) ?? String(of.$eq)),
    ip: ip?.$eq,
    outcome,
    reason,
    from: createdAt?.$gte,
    to: createdAt?.$lt,
  };
  const changes = Object.entries(chosen).flatMap(([field, after]) =>
    after === undefined ? [] : [[field, { before: null, after }] as const],
  );
  await recordChange(strapi, {
    about: { kind: 'user', id: user.id, name: user.userName },
    action: 'login-history-exported',
    changes: changes.length > 0 ? Object.fromEntries(changes) : null,
    actor,
  });
};

/**
 * For what asks again and again by itself, such as a key or a script: repeats within a minute are counted, not
 * repeated; so are those that come while the first is being written.
 */
export const recordRepeatableAttempt = async (strapi: Strapi, attempt: NewAttempt) => {
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

export const listAttempts = async (
  strapi: Strapi,
  { page, pageSize, filters }: z.output<typeof listLoginAttempts.query>,
  actor: Actor,
) => {
  const { total, totalIsCapped, attempts } = await store.list(
    strapi,
    await filterOf(strapi, filters, actor),
    {
      offset: (page - 1) * pageSize,
      limit: pageSize,
    },
  );
  return { data: await describe(strapi, attempts), meta: paginate({ page, pageSize, total, totalIsCapped }) };
};

export const summarizeAttempts = async (
  strapi: Strapi,
  { filters, timeZone }: z.output<typeof summarizeLoginAttempts.query>,
  actor: Actor,
) => {
  const filter = await filterOf(strapi, filters, actor);
  return { data: await summarize(strapi, { ...filter, timeZone, now: clock.now() }) };
};

export const countRefusedAddresses = (strapi: Strapi, since: Date, atLeast: number) =>
  store.countRefused(strapi, { from: since, to: clock.now() }, atLeast);

/** All that match as a CSV file. Who takes them away is written into their own log first. */
export const exportAttempts = async (
  strapi: Strapi,
  { filters }: z.output<typeof exportLoginAttempts.query>,
  actor: Actor,
) => {
  const filter = await filterOf(strapi, filters, actor);
  await recordExport(strapi, filters, actor);
  const day = clock.now().toISOString().slice(0, 10);
  return { name: `login-history-${day}.csv`, content: csvFileOf(pagesOf(strapi, filter)) };
};
