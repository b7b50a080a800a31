import type { ChallengeKind } from '../../../../shared/constants';
import {
  newDocumentId,
  outsideTransaction,
  type Row,
  toDate,
  toText,
  withinTransaction,
} from '../../lib/database';
import { hashedTokens } from '../../lib/hashed-tokens';
import type { Strapi } from '../../lib/strapi';

const TABLE = 'gatehouse_challenges';

/** What the sign-in asked of the session that is to come. */
export type WantedSession = { rememberMe: boolean; deviceId: string | null; isProved: boolean };
export type OpenChallenge = { userId: number; kind: ChallengeKind; expiresAt: Date } & WantedSession;

const toChallenge = (row: Row): OpenChallenge => ({
  userId: Number(row.user_id),
  kind: row.kind as ChallengeKind,
  expiresAt: toDate(row.expires_at) ?? new Date(0),
  rememberMe: Boolean(row.remember_me),
  deviceId: toText(row.device_id),
  isProved: Boolean(row.is_proved),
});

type Secrets = { tokenHash: string; browserHash: string };

export const createChallengeStore = (strapi: Strapi) => ({
  /** In place of the one before. One statement, so that of two sign-ins at the same time one can go on. */
  async replace(challenge: OpenChallenge & Secrets, now: Date) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE)
      .insert({
        document_id: newDocumentId(),
        user_id: challenge.userId,
        kind: challenge.kind,
        token_hash: challenge.tokenHash,
        browser_hash: challenge.browserHash,
        tries: 0,
        expires_at: challenge.expiresAt,
        remember_me: challenge.rememberMe,
        device_id: challenge.deviceId,
        is_proved: challenge.isProved,
        to_sign: null,
        created_at: now,
        updated_at: now,
      })
      .onConflict('user_id')
      .merge();
  },

  /**
   * Takes one of the tries before anything is looked at. Condition and count are one statement, so that parallel
   * requests get no more than there are. By itself, outside any transaction: a rollback must not hand a try back.
   */
  async takeTry(
    { tokenHash, browserHash }: Secrets,
    limit: number,
    now: Date,
  ): Promise<OpenChallenge | null> {
    const from = outsideTransaction(strapi);
    const own = () => from(TABLE).where({ token_hash: tokenHash, browser_hash: browserHash });
    const taken = await own()
      .where('tries', '<', limit)
      .where('expires_at', '>', now)
      .update({ tries: strapi.db.connection.raw('?? + 1', ['tries']) });
    const row = taken === 1 ? await own().first<Row | undefined>() : undefined;
    return row ? toChallenge(row) : null;
  },

  /** Looked at, without a try of it. */
  async find({ tokenHash, browserHash }: Secrets, now: Date): Promise<OpenChallenge | null> {
    const { from } = await withinTransaction(strapi);
    const row = await from(TABLE)
      .where({ token_hash: tokenHash, browser_hash: browserHash })
      .where('expires_at', '>', now)
      .first<Row | undefined>();
    return row ? toChallenge(row) : null;
  },

  async setToSign(tokenHash: string, toSign: string) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE).where({ token_hash: tokenHash }).update({ to_sign: toSign });
  },

  async toSignOf(tokenHash: string): Promise<string | null> {
    const row = await outsideTransaction(strapi)(TABLE)
      .where({ token_hash: tokenHash })
      .first<Row | undefined>('to_sign');
    return toText(row?.to_sign);
  },

  /** What is to be signed, for one answer: of any number at once, one gets it. */
  async takeToSign(tokenHash: string): Promise<string | null> {
    const from = outsideTransaction(strapi);
    const toSign = await this.toSignOf(tokenHash);
    if (toSign === null) return null;
    const taken = await from(TABLE)
      .where({ token_hash: tokenHash, to_sign: toSign })
      .update({ to_sign: null });
    return taken === 1 ? toSign : null;
  },

  ...hashedTokens(strapi, TABLE),
});
