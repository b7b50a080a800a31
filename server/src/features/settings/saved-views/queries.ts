import {
  MAX_SHARED_VIEWS,
  MAX_VIEWS_A_PERSON,
  savedView,
  type SavedView,
} from '../../../../../shared/contracts/saved-views';
import { USER_COLUMN_NAMES } from '../../../../../shared/users/fields';
import { type Actor, personOf } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import { entriesOf } from '../../people/users/store';
import { askScope } from '../../permissions/scope/record';
import * as store from './store';
import type { StoredView } from './store';

export const describe = async (
  strapi: Strapi,
  views: readonly StoredView[],
  actor: Actor,
): Promise<SavedView[]> => {
  const ownerIds = new Set(views.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])));
  const entries = await entriesOf(strapi, [...ownerIds]);
  const { maySee } = await askScope(strapi, entries, actor);
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
    // A stored value that this version can't read falls back to the default.
    columns: savedView.shape.columns.safeParse(view.columns).data ?? [...USER_COLUMN_NAMES],
    query: savedView.shape.query.safeParse(view.query).data ?? {},
    isOwn: ownerId === actor.adminUserId,
    owner: (ownerId !== null && owners.get(ownerId)) || null,
  }));
};

export const listSavedViews = async (strapi: Strapi, actor: Actor) => {
  const views = await store.list(strapi, personOf(actor), MAX_VIEWS_A_PERSON + MAX_SHARED_VIEWS);
  return { data: await describe(strapi, views, actor) };
};
