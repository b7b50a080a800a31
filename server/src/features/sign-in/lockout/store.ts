/**
 * The lockout counters. No statement is part of a request's transaction: a rollback must not give an attempt
 * back.
 */

import { inSharedCommit, outsideTransaction, type Row, toDate } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { USERS } from '../../people/users/schema';

const UNLOCKED = { lock: 'none', locked_at: null, locked_reason: null, locked_until: null };

const raw = (strapi: Strapi, sql: string, bindings: readonly (string | Date)[]) =>
  strapi.db.connection.raw(sql, bindings as never);

/**
 * Takes one of the user's attempts before the password is compared. Condition and count are one statement, so
 * parallel guesses can't exceed the limit, on any number of servers. An expired lock or a count older than
 * the window starts over at one. A lock set by an admin stays.
 */
export const takeTry = async (
  strapi: Strapi,
  { userId, limit, since, now }: { userId: number; limit: number; since: Date; now: Date },
) => {
  const unlessAdmins = (column: string) =>
    raw(strapi, `case when ?? = 'admin' then ?? end`, ['lock', column]);
  const taken = await inSharedCommit(strapi)(USERS)
    .where({ id: userId })
    .where((q) => void q.whereNot({ lock: 'auto' }).orWhere('locked_until', '<=', now))
    .where(
      (q) =>
        void q
          .where({ lock: 'auto' })
          .orWhere('failed_tries', '<', limit)
          .orWhere('last_failed_at', '<', since),
    )
    .update({
      // The order matters: in MariaDB later expressions see the values set by earlier ones.
      failed_tries: raw(strapi, `case when ?? = 'auto' or ?? < ? then 1 else ?? + 1 end`, [
        'lock',
        'last_failed_at',
        since,
        'failed_tries',
      ]),
      last_failed_at: now,
      locked_at: unlessAdmins('locked_at'),
      locked_reason: unlessAdmins('locked_reason'),
      locked_until: unlessAdmins('locked_until'),
      lock: raw(strapi, `case when ?? = 'admin' then 'admin' else 'none' end`, ['lock']),
    });
  return taken === 1;
};

/** The same for a known device, whose attempts a stranger can't use up. */
export const takeDeviceTry = async (
  strapi: Strapi,
  {
    deviceId,
    limit,
    since,
    now,
  }: {
    deviceId: number;
    limit: number;
    since: Date;
    now: Date;
  },
) => {
  const taken = await inSharedCommit(strapi)('gatehouse_devices')
    .where({ id: deviceId })
    .where((q) => void q.where('failed_tries', '<', limit).orWhere('last_failed_at', '<', since))
    .update({
      failed_tries: raw(strapi, 'case when ?? < ? then 1 else ?? + 1 end', [
        'last_failed_at',
        since,
        'failed_tries',
      ]),
      last_failed_at: now,
    });
  return taken === 1;
};

/** Gives one attempt back to the counter it was taken from. */
export const giveTryBack = async (
  strapi: Strapi,
  { userId, deviceId }: { userId: number; deviceId: number | null },
) => {
  const counter =
    deviceId === null
      ? inSharedCommit(strapi)(USERS).where({ id: userId })
      : inSharedCommit(strapi)('gatehouse_devices').where({ id: deviceId });
  await counter.where('failed_tries', '>', 0).decrement('failed_tries', 1);
};

/** The facts that decide when the next attempt is possible. */
export const countedOf = async (
  strapi: Strapi,
  { userId, deviceId }: { userId: number; deviceId: number | null },
) => {
  const row =
    deviceId === null
      ? await outsideTransaction(strapi)(USERS).where({ id: userId }).first<Row | undefined>()
      : await outsideTransaction(strapi)('gatehouse_devices')
          .where({ id: deviceId })
          .first<Row | undefined>();
  return {
    lock: row?.lock === 'auto' ? ('auto' as const) : null,
    lockedUntil: toDate(row?.locked_until),
    lastFailedAt: toDate(row?.last_failed_at),
  };
};

/** Locks a user who has no attempts left. Of parallel requests, only one locks. */
export const lockIfExhausted = async (
  strapi: Strapi,
  lock: {
    userId: number;
    limit: number;
    locks: number;
    reason: string;
    until: Date | null;
    now: Date;
  },
) => {
  const locked = await inSharedCommit(strapi)(USERS)
    .where({ id: lock.userId, lock: 'none' })
    .where('failed_tries', '>=', lock.limit)
    .update({
      lock: 'auto',
      locked_at: lock.now,
      locked_reason: lock.reason,
      locked_until: lock.until,
      auto_locks: lock.locks + 1,
    });
  return locked === 1;
};

/** Deletes a known device that has used up its attempts. */
export const forgetIfExhausted = async (strapi: Strapi, deviceId: number, limit: number) => {
  await inSharedCommit(strapi)('gatehouse_devices')
    .where({ id: deviceId })
    .where('failed_tries', '>=', limit)
    .delete();
};

/** For sign-ins that another plugin vouched for: no password was compared, so no attempts are given back. */
export const noteSignIn = async (strapi: Strapi, userId: number, now: Date) => {
  await inSharedCommit(strapi)(USERS).where({ id: userId }).update({ last_login_at: now });
};

/**
 * Records the success and gives the attempts back, unless the user was locked, suspended or disabled while
 * the password was compared: then it changes nothing and returns false. A success on a known device leaves a
 * lock caused by strangers in place.
 */
export const recordSuccess = async (
  strapi: Strapi,
  { userId, keepsLock, now }: { userId: number; keepsLock: boolean; now: Date },
) => {
  const mayComeIn = () =>
    inSharedCommit(strapi)(USERS)
      .where({ id: userId })
      .where(
        (q) =>
          void q
            .where({ lifecycle: 'active' })
            .orWhere(
              (ended) => void ended.where({ lifecycle: 'suspended' }).where('suspended_until', '<=', now),
            ),
      );
  const signedIn = { lifecycle: 'active', suspended_until: null, last_login_at: now };
  const cleared = await mayComeIn()
    .whereIn('lock', keepsLock ? ['none'] : ['none', 'auto'])
    .update({ ...signedIn, ...UNLOCKED, failed_tries: 0, last_failed_at: null, auto_locks: 0 });
  if (cleared === 1 || !keepsLock) return cleared === 1;
  return (await mayComeIn().where({ lock: 'auto' }).update(signedIn)) === 1;
};
