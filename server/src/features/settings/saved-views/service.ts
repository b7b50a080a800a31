import type { z } from 'zod';

import {
  type createSavedView,
  MAX_SHARED_VIEWS,
  MAX_VIEWS_A_PERSON,
  type SavedView,
  savedView,
  type updateSavedView,
} from '../../../../../shared/contracts/saved-views';
import { USER_COLUMN_NAMES } from '../../../../../shared/contracts/users';
import { nameKey } from '../../../domain/name-key';
import { type Actor, personOf } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction, isDuplicate } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createSavedViewStore, type StoredView } from './store';

export const savedViewsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createSavedViewStore(strapi);

  const describe = async (views: readonly StoredView[], actor: Actor): Promise<SavedView[]> => {
    const ownerIds = new Set(views.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])));
    const entries = await getService(strapi, 'users').entriesOf([...ownerIds]);
    const { maySee } = await getService(strapi, 'reach').ask(entries, actor);
    const owners = new Map(
      entries
        .filter(maySee)
        .map((user) => [
          user.adminUserId,
          [user.firstname, user.lastname].filter(Boolean).join(' ') || user.userName,
        ]),
    );
    return views.map(({ ownerId, ...view }) => ({
      ...view,
      // What another version wrote and this one cannot read is left out.
      columns: savedView.shape.columns.safeParse(view.columns).data ?? [...USER_COLUMN_NAMES],
      query: savedView.shape.query.safeParse(view.query).data ?? {},
      isOwn: ownerId === actor.adminUserId,
      owner: (ownerId !== null && owners.get(ownerId)) || null,
    }));
  };
  const answer = async (view: StoredView, actor: Actor) => ({
    data: (await describe([view], actor))[0] as SavedView,
  });

  /** Somebody else's private view is not there, for anybody. */
  const findVisible = async (id: number, actor: Actor) => {
    const view = await store.find(id);
    if (!view || (view.ownerId !== actor.adminUserId && !view.isShared))
      throw new GatehouseError('NOT_FOUND');
    return view;
  };

  const assertMayShare = async (actor: Actor) => {
    if (!actor.can('saved-views.share')) throw new GatehouseError('SHARING_NOT_ALLOWED');
    await getService(strapi, 'reach').assertEverywhere(actor);
  };
  const assertRoomForShared = async () => {
    if ((await store.count({ is_shared: true })) >= MAX_SHARED_VIEWS)
      throw fieldError('TOO_MANY_VIEWS', 'isShared');
  };

  /** The database refuses the second of two names alike, and with it whatever else the transaction did. */
  const inOneName = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await inTransaction(strapi, work);
    } catch (error) {
      throw isDuplicate(error) ? fieldError('VIEW_NAME_TAKEN', 'name') : error;
    }
  };

  return {
    async list(actor: Actor) {
      const views = await store.list(personOf(actor), MAX_VIEWS_A_PERSON + MAX_SHARED_VIEWS);
      return { data: await describe(views, actor) };
    },

    async create(body: z.output<typeof createSavedView.body>, actor: Actor) {
      const ownerId = personOf(actor);
      if (body.isShared) await assertMayShare(actor);
      return inOneName(async () => {
        await store.holdOwner(ownerId);
        if ((await store.count({ owner_id: ownerId })) >= MAX_VIEWS_A_PERSON)
          throw fieldError('TOO_MANY_VIEWS', 'name');
        if (body.isShared) await assertRoomForShared();
        const values = { ...body, nameKey: nameKey(body.name) };
        return answer(await store.insert(ownerId, values, clock.now()), actor);
      });
    },

    /** What others see of a view changes only by who may share. */
    async update(id: number, body: z.output<typeof updateSavedView.body>, actor: Actor) {
      return inOneName(async () => {
        await store.holdOwner(personOf(actor));
        const view = await findVisible(id, actor);
        if (view.ownerId !== actor.adminUserId) throw new GatehouseError('NOT_YOUR_VIEW');
        const isShared = body.isShared ?? view.isShared;
        if (isShared) await assertMayShare(actor);
        if (isShared && !view.isShared) await assertRoomForShared();
        // A name that stays keeps its key, which may be from before more names were taken for the same.
        const isRenamed = body.name !== undefined && nameKey(body.name) !== nameKey(view.name);
        const values = { ...body, ...(isRenamed && { nameKey: nameKey(String(body.name)) }) };
        await store.update(id, values, clock.now());
        return answer(await findVisible(id, actor), actor);
      });
    },

    /** A super admin may take away what is shared, so that the views of those who left can go. */
    async remove(id: number, actor: Actor) {
      const view = await findVisible(id, actor);
      if (view.ownerId !== actor.adminUserId && !actor.isSuperAdmin)
        throw new GatehouseError('NOT_YOUR_VIEW');
      await store.remove(id);
      return answer(view, actor);
    },

    renewNameKeys: () => store.renewNameKeys(),
    leave: (ownerIds: readonly number[]) => store.leave(ownerIds),
  };
};

declare module '../../../platform/services' {
  interface Services {
    savedViews: ReturnType<typeof savedViewsService>;
  }
}
