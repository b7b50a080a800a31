import { z } from 'zod';

import { asWritten, byId, contract, id, isoDate, nameOf } from './contract';
import { userColumns, userListView } from './users';

/** Views that one user can have. */
export const MAX_VIEWS_A_PERSON = 50;
/** Shared views, which everybody has above their list. */
export const MAX_SHARED_VIEWS = 100;

const name = nameOf(60);
/** Parsed as strictly as the list's own query, and kept as written. */
const query = asWritten(z.strictObject(userListView));

const fields = { name, isShared: z.boolean(), columns: userColumns, query };

export const savedView = z.object({
  id,
  ...fields,
  isOwn: z.boolean(),
  /** Who made it; null if they no longer exist. */
  owner: z.string().nullable(),
  createdAt: isoDate,
  updatedAt: isoDate,
});
export type SavedView = z.output<typeof savedView>;

/** The caller's own and those that others share. */
export const listSavedViews = contract({
  method: 'GET',
  path: '/saved-views',
  permissions: ['users.read'],
  scope: 'own',
  response: z.array(savedView),
});

export const createSavedView = contract({
  method: 'POST',
  path: '/saved-views',
  permissions: ['users.read'],
  scope: 'own',
  sometimes: ['saved-views.share'],
  body: z.strictObject({ ...fields, isShared: z.boolean().default(false) }),
  response: savedView,
  status: 201,
});

export const updateSavedView = contract({
  method: 'PUT',
  path: '/saved-views/:id',
  permissions: ['users.read'],
  scope: 'own',
  sometimes: ['saved-views.share'],
  params: byId,
  body: z.strictObject(fields).partial(),
  response: savedView,
});

export const deleteSavedView = contract({
  method: 'DELETE',
  path: '/saved-views/:id',
  permissions: ['users.read'],
  scope: 'own',
  params: byId,
  response: savedView,
});
