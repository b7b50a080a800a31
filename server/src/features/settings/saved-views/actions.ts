import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/saved-views';
import {
  MAX_SHARED_VIEWS,
  MAX_VIEWS_A_PERSON,
  type SavedView,
} from '../../../../../shared/contracts/saved-views';
import { nameKey } from '../../../domain/name-key';
import { type Actor, personOf } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction, isDuplicate } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { assertScopeIsUnlimited } from '../../permissions/scope/record';
import { describe } from './queries';
import * as store from './store';
import type { StoredView } from './store';

const answer = async (strapi: Strapi, view: StoredView, actor: Actor) => ({
  data: (await describe(strapi, [view], actor))[0] as SavedView,
});

/** Other users' private views count as not found, even for super admins. */
const findVisible = async (strapi: Strapi, id: number, actor: Actor) => {
  const view = await store.find(strapi, id);
  if (!view || (view.ownerId !== actor.adminUserId && !view.isShared)) throw new GatehouseError('NOT_FOUND');
  return view;
};

const assertMayShare = async (strapi: Strapi, actor: Actor) => {
  if (!actor.can('saved-views.share')) throw new GatehouseError('SHARING_NOT_ALLOWED');
  await assertScopeIsUnlimited(strapi, actor);
};
const assertRoomForShared = async (strapi: Strapi) => {
  if ((await store.count(strapi, { is_shared: true })) >= MAX_SHARED_VIEWS)
    throw fieldError('TOO_MANY_VIEWS', 'isShared');
};

/** The unique index rejects a second view of the same name, which rolls back the whole transaction. */
const inOneName = async <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> => {
  try {
    return await inTransaction(strapi, work);
  } catch (error) {
    throw isDuplicate(error) ? fieldError('VIEW_NAME_TAKEN', 'name') : error;
  }
};

export const createSavedView = async (
  strapi: Strapi,
  body: z.output<typeof contracts.createSavedView.body>,
  actor: Actor,
) => {
  const ownerId = personOf(actor);
  if (body.isShared) await assertMayShare(strapi, actor);
  return inOneName(strapi, async () => {
    await store.holdOwner(strapi, ownerId);
    if ((await store.count(strapi, { owner_id: ownerId })) >= MAX_VIEWS_A_PERSON)
      throw fieldError('TOO_MANY_VIEWS', 'name');
    if (body.isShared) await assertRoomForShared(strapi);
    const values = { ...body, nameKey: nameKey(body.name) };
    return answer(strapi, await store.insert(strapi, ownerId, values, clock.now()), actor);
  });
};

/** Saving a view as shared takes the permission to share; unsharing it doesn't. */
export const updateSavedView = async (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.updateSavedView.body>,
  actor: Actor,
) => {
  return inOneName(strapi, async () => {
    await store.holdOwner(strapi, personOf(actor));
    const view = await findVisible(strapi, id, actor);
    if (view.ownerId !== actor.adminUserId) throw new GatehouseError('NOT_YOUR_VIEW');
    const isShared = body.isShared ?? view.isShared;
    if (isShared) await assertMayShare(strapi, actor);
    if (isShared && !view.isShared) await assertRoomForShared(strapi);
    // An unchanged name keeps its key, which may date from when fewer names counted as equal.
    const isRenamed = body.name !== undefined && nameKey(body.name) !== nameKey(view.name);
    const values = { ...body, ...(isRenamed && { nameKey: nameKey(String(body.name)) }) };
    await store.update(strapi, id, values, clock.now());
    return answer(strapi, await findVisible(strapi, id, actor), actor);
  });
};

/** Super admins may delete shared views, so that those of users who left can be removed. */
export const deleteSavedView = async (strapi: Strapi, id: number, actor: Actor) => {
  const view = await findVisible(strapi, id, actor);
  if (view.ownerId !== actor.adminUserId && !actor.isSuperAdmin) throw new GatehouseError('NOT_YOUR_VIEW');
  await store.remove(strapi, id);
  return answer(strapi, view, actor);
};
