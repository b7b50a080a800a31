import type { Policy } from '../../../../../shared/contracts/policy';
import type { ClosedReason } from '../../../../../shared/contracts/sessions';
import { type Actor, currentActor, currentSessionId, personOf } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { whileEnding } from '../../../platform/ending';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { entryOf } from '../../people/users/entries';
import { findUser } from '../../people/users/store';
import { inBatches } from '../../settings/lease/record';
import { lifespansOf } from './lifespans';
import * as store from './store';
import { newestOf, sessionOf, type SessionToken } from './token';

export const UNRECORDED = 'strapi-';

/** The user whose sessions they are. */
export type Owner = { id: number; adminUserId: number };

/** What is known of the user whose session begins: the most they may have, null for any number. */
export type SessionStart = { user: Owner; max: number | null };

/** The lower of the limits set by the policy and the user's roles; null: no limit. */
export const mostSessions = (
  { maxPerUser }: Pick<Policy['sessions'], 'maxPerUser'>,
  ofRoles: number | null,
): number | null => {
  const limits = [maxPerUser || null, ofRoles].filter((limit) => limit !== null);
  return limits.length > 0 ? Math.min(...limits) : null;
};

export const userOf = async (strapi: Strapi, id: number): Promise<Owner> => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return user;
};

export const self = (strapi: Strapi, actor: Actor): Promise<Owner> => entryOf(strapi, personOf(actor));

export const presentOf = (strapi: Strapi, tokens: readonly SessionToken[]) => {
  const sessionId = currentSessionId(strapi);
  const token = tokens.find((one) => one.sessionId === sessionId);
  return token ? newestOf(token, tokens) : null;
};

/** Deletes all tokens but the current session's: by condition, not by id, so none made meanwhile stays. */
export const endOtherSessions = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  reason: ClosedReason,
) => {
  const { adminUserId: self } = currentActor(strapi);
  const tokens = self !== null && adminUserIds.includes(self) ? await store.tokensOf(strapi, self) : [];
  const present = presentOf(strapi, tokens);
  const kept = present ? sessionOf(present, tokens) : [];
  await whileEnding(reason, () =>
    strapi.db.query('admin::session').deleteMany({
      where: {
        origin: 'admin',
        userId: { $in: adminUserIds.map(String) },
        id: { $notIn: kept.map(({ id }) => id) },
      },
    }),
  );
};

/** When the user last stepped up or signed in with the session of this token; null: not known. */
export const steppedUpAtOf = async (strapi: Strapi, sessionId: string): Promise<Date | null> => {
  const key = await store.keyOfToken(strapi, sessionId);
  return key === null ? null : store.provedAt(strapi, key);
};

export const recordStepUp = async (strapi: Strapi, sessionId: string) => {
  const key = await store.keyOfToken(strapi, sessionId);
  if (key !== null) await store.prove(strapi, key, clock.now());
};

export const closeSessions = (strapi: Strapi, keys: readonly string[], reason: ClosedReason) =>
  store.close(strapi, keys, reason, clock.now());

/** Deletes the records of sessions that were over before then. */
export const deleteSessionsBefore = (strapi: Strapi, before: Date) =>
  inBatches(strapi, 'session-retention', (limit) => store.deleteSomeBefore(strapi, before, limit));

export const sessionLifespans = (strapi: Strapi) => lifespansOf(strapi);
