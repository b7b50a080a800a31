import type { ChallengeKind } from '../../../../../shared/constants';
import {
  newRow,
  outsideTransaction,
  type Row,
  toDate,
  toText,
  withinTransaction,
} from '../../../platform/database';
import type { OpenStep } from '../../../domain/open-steps';
import { removeExpiredTokensOf, removeTokensOf, useUpToken } from '../../../platform/hashed-tokens';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_challenges';

/** What the sign-in requested for its session. */
type WantedSession = { rememberMe: boolean; deviceId: string | null; isMfaPassed: boolean };
export type OpenChallenge = { userId: number; kind: ChallengeKind; expiresAt: Date } & WantedSession &
  Pick<OpenStep, 'place' | 'isKnown'>;

const toChallenge = (row: Row): OpenChallenge => ({
  userId: Number(row.user_id),
  kind: row.kind as ChallengeKind,
  expiresAt: toDate(row.expires_at) ?? new Date(0),
  rememberMe: Boolean(row.remember_me),
  deviceId: toText(row.device_id),
  isMfaPassed: Boolean(row.is_proved),
  place: String(row.place),
  isKnown: Boolean(row.is_known),
});

/** The token from the answer, and those in the browser's cookie. */
type Secrets = { tokenHash: string; browserHashes: readonly string[] };

/** More than can be open at the same time. */
const MAX_LISTED = 200;

export const insert = async (
  strapi: Strapi,
  challenge: OpenChallenge & { tokenHash: string; browserHash: string },
  now: Date,
) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).insert({
    ...newRow(now),
    user_id: challenge.userId,
    kind: challenge.kind,
    token_hash: challenge.tokenHash,
    browser_hash: challenge.browserHash,
    tries: 0,
    expires_at: challenge.expiresAt,
    remember_me: challenge.rememberMe,
    device_id: challenge.deviceId,
    is_proved: challenge.isMfaPassed,
    place: challenge.place,
    is_known: challenge.isKnown,
    to_sign: null,
  });
};

/** The user's unfinished steps, latest first; expired ones included. */
export const openOf = async (strapi: Strapi, userId: number): Promise<OpenStep[]> => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .where({ user_id: userId })
    .orderBy('id', 'desc')
    .limit(MAX_LISTED)
    .select('id', 'place', 'is_known', 'created_at', 'told_at');
  return rows.map((row) => ({
    id: Number(row.id),
    place: String(row.place),
    isKnown: Boolean(row.is_known),
    createdAt: toDate(row.created_at) ?? new Date(0),
    toldAt: toDate(row.told_at),
  }));
};

export const remove = async (strapi: Strapi, ids: readonly number[]) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE)
    .whereIn('id', [...ids])
    .delete();
};

/** Returns how many weren't marked before. Of parallel requests, only one counts them and notifies. */
export const markTold = async (strapi: Strapi, userId: number, now: Date): Promise<number> => {
  const { from } = await withinTransaction(strapi);
  return from(TABLE).where({ user_id: userId, is_known: false, told_at: null }).update({ told_at: now });
};

/**
 * Takes an attempt before anything is checked. Condition and count are one statement, so that parallel
 * requests can't exceed the limit. Outside any transaction: a rollback must not give an attempt back.
 */
export const takeTry = async (
  strapi: Strapi,
  { tokenHash, browserHashes }: Secrets,
  limit: number,
  now: Date,
): Promise<OpenChallenge | null> => {
  const from = outsideTransaction(strapi);
  const own = () =>
    from(TABLE)
      .where({ token_hash: tokenHash })
      .whereIn('browser_hash', [...browserHashes]);
  const taken = await own()
    .where('tries', '<', limit)
    .where('expires_at', '>', now)
    .update({ tries: strapi.db.connection.raw('?? + 1', ['tries']) });
  const row = taken === 1 ? await own().first<Row | undefined>() : undefined;
  return row ? toChallenge(row) : null;
};

/** Finds the step without taking an attempt. */
export const find = async (
  strapi: Strapi,
  { tokenHash, browserHashes }: Secrets,
  now: Date,
): Promise<OpenChallenge | null> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE)
    .where({ token_hash: tokenHash })
    .whereIn('browser_hash', [...browserHashes])
    .where('expires_at', '>', now)
    .first<Row | undefined>();
  return row ? toChallenge(row) : null;
};

export const setToSign = async (strapi: Strapi, tokenHash: string, toSign: string) => {
  const { from } = await withinTransaction(strapi);
  await from(TABLE).where({ token_hash: tokenHash }).update({ to_sign: toSign });
};

export const toSignOf = async (strapi: Strapi, tokenHash: string): Promise<string | null> => {
  const row = await outsideTransaction(strapi)(TABLE)
    .where({ token_hash: tokenHash })
    .first<Row | undefined>('to_sign');
  return toText(row?.to_sign);
};

/** Returns and clears the value. Of parallel requests, only one gets it. */
export const takeToSign = async (strapi: Strapi, tokenHash: string): Promise<string | null> => {
  const from = outsideTransaction(strapi);
  const toSign = await toSignOf(strapi, tokenHash);
  if (toSign === null) return null;
  const taken = await from(TABLE).where({ token_hash: tokenHash, to_sign: toSign }).update({ to_sign: null });
  return taken === 1 ? toSign : null;
};

export const useUp = (strapi: Strapi, tokenHash: string, now: Date) =>
  useUpToken(strapi, TABLE, tokenHash, now);
export const removeChallengesOf = (strapi: Strapi, userIds: readonly number[]) =>
  removeTokensOf(strapi, TABLE, userIds);
export const removeExpired = (strapi: Strapi, now: Date) => removeExpiredTokensOf(strapi, TABLE, now);
