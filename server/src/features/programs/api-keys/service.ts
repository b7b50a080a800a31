/** The keys of API-only users: API tokens of Strapi's that are a user's, and are worth what the user is. */

import { randomBytes } from 'node:crypto';

import type { z } from 'zod';

import type { AuthType } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/api-keys';
import { MAX_KEYS, SUGGESTED_KEY_DAYS, type ApiKey } from '../../../../../shared/contracts/api-keys';
import { refuse } from '../../../../../shared/refusals';
import { printable } from '../../../domain/printable';
import { roleIdsOf } from '../../../access/facts';
import { isByToken } from '../../../access/fresh-proof';
import type { LogAction } from '../../../../../shared/log/actions';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { createToken, deleteAdminTokensOf, deleteTokens, endToken } from './native';
import type { StoredKey } from './store';
import * as store from './store';
import { holdLicences } from '../../permissions/licences/store';
import { holdUserForChange } from '../../people/users/service';
import { assertLicenceAllowsKeys } from '../../permissions/licences/holding';
import { assertMayGrant, permitAnything } from '../../permissions/roles/service';
import { actOnUser } from '../../people/users/tools';
import { recordChange } from '../../activity/log/service';
import { findUser } from '../../people/users/store';
import { noticeKeysExpiring } from '../../activity/notices/service';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** So long before its end the user is told. */
const WARNED_BEFORE_MS = 14 * DAY_MS;
const WARNED_AT_A_TIME = 200;

const describe = ({ userId: _, replacedAt, ...key }: StoredKey): ApiKey => ({
  ...key,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  isExpired: key.expiresAt !== null && key.expiresAt <= clock.now(),
  isReplaced: replacedAt !== null,
});

const find = async (strapi: Strapi, id: number) => {
  const key = await store.find(strapi, id);
  if (!key) throw new GatehouseError('NOT_FOUND');
  return key;
};

/**
 * Whoever gets a key can do all that its user may: they must hold that themself. Nobody makes keys for themself, or
 * one that leaked would renew itself.
 */
const assertMayIssue = async (strapi: Strapi, userId: number, authType: AuthType, actor: Actor) => {
  await holdLicences(strapi);
  const user = await holdUserForChange(strapi, userId, actor);
  if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
  if (user.type !== 'api-only') throw new GatehouseError('API_ONLY_USERS');
  if (user.authType !== authType) throw new GatehouseError('OTHER_AUTH_TYPE');
  await assertLicenceAllowsKeys(strapi, user);
  const roleIds = await roleIdsOf(strapi, { id: user.adminUserId });
  await assertMayGrant(strapi, roleIds, actor);
  // A token that leaked would make others, which outlive it.
  if (isByToken(strapi)) throw new GatehouseError('SESSION_NEEDED');
  return { user, roleIds };
};

/** What is made is to be used: nothing else grants access to who has no password and gets no invitation. */
export const admitNewTokens = async (strapi: Strapi, userId: number, authType: AuthType, actor: Actor) => {
  const issuing = await assertMayIssue(strapi, userId, authType, actor);
  if (issuing.user.lifecycle === 'provisioned')
    await actOnUser(strapi, userId, { action: 'allow-access' }, actor);
  return issuing;
};

const endOf = (given: string | null | undefined, unlessGiven: Date | null): Date | null => {
  const end = given === undefined ? unlessGiven : given === null ? null : new Date(given);
  if (end && end <= clock.now()) throw fieldError('VALIDATION', 'expiresAt', refuse('past'));
  return end;
};

const issue = async (
  strapi: Strapi,
  user: { id: number; adminUserId: number; userName: string },
  { kind, description, expiresAt }: Pick<StoredKey, 'kind' | 'description' | 'expiresAt'>,
  actor: Actor,
) => {
  if ((await store.list(strapi, user.id)).length >= MAX_KEYS) throw new GatehouseError('TOO_MANY_KEYS');
  // Strapi, whose page of tokens lists it too, wants a name of its own for each.
  const name = `${user.userName.slice(0, 100)}: ${description.slice(0, 100)} (${randomBytes(4).toString('hex')})`;
  const { tokenId, key } = await createToken(
    strapi,
    { kind, name, description, expiresAt },
    user.adminUserId,
  );
  await store.insert(strapi, { userId: user.id, tokenId, createdBy: actor.name.slice(0, 255) }, clock.now());
  const made = (await store.findByToken(strapi, tokenId)) as StoredKey;
  return { ...describe(made), key };
};

const record = (
  strapi: Strapi,
  key: Pick<StoredKey, 'userId' | 'description'>,
  action: LogAction,
  changes: Record<string, unknown>,
  actor: Actor,
) =>
  recordChange(strapi, {
    about: { kind: 'user', id: key.userId },
    action,
    changes: Object.fromEntries(
      Object.entries(changes).map(([name, after]) => [name, { before: null, after }]),
    ),
    text: key.description,
    actor,
  });

export const listApiKeys = async (strapi: Strapi, userId: number) => {
  if (!(await findUser(strapi, userId))) throw new GatehouseError('NOT_FOUND');
  return { data: (await store.list(strapi, userId)).map(describe) };
};

export const createApiKey = async (
  strapi: Strapi,
  userId: number,
  body: z.output<typeof contracts.createApiKey.body>,
  actor: Actor,
) => {
  const expiresAt = endOf(body.expiresAt, new Date(clock.now().getTime() + SUGGESTED_KEY_DAYS * DAY_MS));
  return inOneEntry(strapi, async () => {
    const { user, roleIds } = await admitNewTokens(strapi, userId, 'api-key', actor);
    if (body.kind === 'admin' && !(await permitAnything(strapi, roleIds)))
      throw fieldError('NO_PANEL_PERMISSIONS', 'kind');
    const data = await issue(strapi, user, { ...body, expiresAt }, actor);
    await record(
      strapi,
      { userId, description: body.description },
      'api-key-created',
      { kind: body.kind, expiresAt: data.expiresAt },
      actor,
    );
    return { data };
  });
};

export const rotateApiKey = async (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.rotateApiKey.body>,
  actor: Actor,
) => {
  // Before the transaction, of which MariaDB sees what was there at its first plain read: after the user is held.
  const { userId } = await find(strapi, id);
  return inTransaction(strapi, async () => {
    const { user } = await assertMayIssue(strapi, userId, 'api-key', actor);
    const now = clock.now();
    const key = await find(strapi, id);
    const validFor = key.expiresAt && key.expiresAt.getTime() - key.createdAt.getTime();
    const expiresAt = endOf(body.expiresAt, validFor === null ? null : new Date(now.getTime() + validFor));
    if (!(await store.markReplaced(strapi, id, now))) throw new GatehouseError('KEY_REPLACED');
    const end = new Date(now.getTime() + body.overlapHours * HOUR_MS);
    if (key.expiresAt === null || end < key.expiresAt) await endToken(strapi, key.tokenId, end);
    const data = await issue(strapi, user, { ...key, expiresAt }, actor);
    await record(strapi, key, 'api-key-rotated', { expiresAt: data.expiresAt }, actor);
    return { data };
  });
};

export const revokeApiKey = async (strapi: Strapi, id: number, actor: Actor) => {
  return inTransaction(strapi, async () => {
    const key = await find(strapi, id);
    await holdUserForChange(strapi, key.userId, actor);
    await deleteTokens(strapi, [key.tokenId]);
    await record(strapi, key, 'api-key-revoked', { kind: key.kind }, actor);
    return { data: describe(key) };
  });
};
/** Whose key the token is, by the id in the directory; null: nobody's. */
export const userOfToken = async (strapi: Strapi, tokenId: number) =>
  (await store.findByToken(strapi, tokenId))?.userId ?? null;

/** Of users who are gone, or are API-only no more. */
export const revokeApiKeysOf = async (strapi: Strapi, userIds: readonly number[]) => {
  const tokenIds = await store.tokensOf(strapi, userIds);
  if (tokenIds.length > 0) await deleteTokens(strapi, tokenIds);
};

/** What a user has made in Strapi, or somebody who was at their session: it outlives password and session. */
export const revokeTokensOf = async (
  strapi: Strapi,
  { id, adminUserId }: { id: number; adminUserId: number },
  actor: Actor,
) => {
  // Keys are revoked by whoever may revoke keys.
  if ((await findUser(strapi, id))?.type === 'api-only') return;
  const names = await deleteAdminTokensOf(strapi, adminUserId);
  if (names.length === 0) return;
  await recordChange(strapi, {
    about: { kind: 'user', id },
    action: 'admin-tokens-revoked',
    changes: null,
    text: printable(names.join(', ')),
    actor,
  });
};

/** Tells users of keys that expire soon, once each. */
export const warnOfExpiringKeys = async (strapi: Strapi) => {
  const now = clock.now();
  const before = new Date(now.getTime() + WARNED_BEFORE_MS);
  for (
    let keys = await store.expiringBefore(strapi, before, now, WARNED_AT_A_TIME);
    keys.length > 0;
    keys = await store.expiringBefore(strapi, before, now, WARNED_AT_A_TIME)
  ) {
    const due = keys;
    await inTransaction(strapi, async () => {
      await store.markWarned(
        strapi,
        due.map(({ id }) => id),
        clock.now(),
      );
      await noticeKeysExpiring(strapi, due);
    });
  }
};
