/** The keys of API-only users: Strapi API tokens that belong to a user and can do what the user may. */

import { randomBytes } from 'node:crypto';
import type { z } from 'zod';

import type { AuthType } from '../../../../../shared/constants';
import type * as contracts from '../../../../../shared/contracts/api-keys';
import { MAX_KEYS, SUGGESTED_KEY_DAYS } from '../../../../../shared/contracts/api-keys';
import type { LogAction } from '../../../../../shared/log/actions';
import { refuse } from '../../../../../shared/refusals';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { inOneEntry, recordChange } from '../../activity/log/record';
import { actOnUser } from '../../people/users/actions/act';
import { holdUserForChange } from '../../people/users/guards';
import { permitAnything } from '../../permissions/roles/guards';
import { exampleUrlOf } from './example';
import { assertMayIssue } from './guards';
import { createToken, deleteTokens, endToken } from './native';
import { describe } from './queries';
import { DAY_MS, HOUR_MS } from './record';
import * as store from './store';
import type { StoredKey } from './store';

const find = async (strapi: Strapi, id: number) => {
  const key = await store.find(strapi, id);
  if (!key) throw new GatehouseError('NOT_FOUND');
  return key;
};

/** Also allows access: an API-only user has no password and gets no invitation, so nothing else would. */
export const admitNewTokens = async (strapi: Strapi, userId: number, authType: AuthType, actor: Actor) => {
  const issuing = await assertMayIssue(strapi, userId, authType, actor);
  if (issuing.user.lifecycle === 'provisioned')
    await actOnUser(strapi, userId, { action: 'allow-access' }, actor);
  return issuing;
};

const endOf = (wanted: string | null | undefined, unlessGiven: Date | null): Date | null => {
  const end = wanted === undefined ? unlessGiven : wanted === null ? null : new Date(wanted);
  if (end && end <= clock.now()) throw fieldError('VALIDATION', 'expiresAt', refuse('past'));
  return end;
};

const issue = async (
  strapi: Strapi,
  { user, roleIds }: Awaited<ReturnType<typeof assertMayIssue>>,
  { kind, description, expiresAt }: Pick<StoredKey, 'kind' | 'description' | 'expiresAt'>,
  actor: Actor,
) => {
  if ((await store.list(strapi, user.id)).length >= MAX_KEYS) throw new GatehouseError('TOO_MANY_KEYS');
  // Strapi requires a unique name for each token, and lists it on its token page.
  const name = `${user.userName.slice(0, 100)}: ${description.slice(0, 100)} (${randomBytes(4).toString('hex')})`;
  const { tokenId, key } = await createToken(
    strapi,
    { kind, name, description, expiresAt },
    user.adminUserId,
  );
  await store.insert(strapi, { userId: user.id, tokenId, createdBy: actor.name.slice(0, 255) }, clock.now());
  const made = (await store.findByToken(strapi, tokenId)) as StoredKey;
  const exampleUrl = kind === 'content-api' ? await exampleUrlOf(strapi, roleIds) : null;
  return { ...describe(made), key, exampleUrl };
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

export const createApiKey = async (
  strapi: Strapi,
  userId: number,
  body: z.output<typeof contracts.createApiKey.body>,
  actor: Actor,
) => {
  const expiresAt = endOf(body.expiresAt, new Date(clock.now().getTime() + SUGGESTED_KEY_DAYS * DAY_MS));
  return inOneEntry(strapi, async () => {
    const issuing = await admitNewTokens(strapi, userId, 'api-key', actor);
    if (body.kind === 'admin' && !(await permitAnything(strapi, issuing.roleIds)))
      throw fieldError('NO_PANEL_PERMISSIONS', 'kind');
    const data = await issue(strapi, issuing, { ...body, expiresAt }, actor);
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
  // Before the transaction: on MariaDB the first plain read fixes a snapshot and must follow the user's lock.
  const { userId } = await find(strapi, id);
  return inTransaction(strapi, async () => {
    const issuing = await assertMayIssue(strapi, userId, 'api-key', actor);
    const now = clock.now();
    const key = await find(strapi, id);
    const validFor = key.expiresAt && key.expiresAt.getTime() - key.createdAt.getTime();
    const expiresAt = endOf(body.expiresAt, validFor === null ? null : new Date(now.getTime() + validFor));
    if (!(await store.markReplaced(strapi, id, now))) throw new GatehouseError('KEY_REPLACED');
    const end = new Date(now.getTime() + body.overlapHours * HOUR_MS);
    if (key.expiresAt === null || end < key.expiresAt) await endToken(strapi, key.tokenId, end);
    const data = await issue(strapi, issuing, { ...key, expiresAt }, actor);
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
