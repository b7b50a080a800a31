import { z } from 'zod';

import { contract } from './contract';
import { userColumns } from './users';

/** What users chose for themselves, by name; null: the default. */
export const preferences = z.strictObject({ usersColumns: userColumns.nullable() });
export type Preferences = z.output<typeof preferences>;

export const getPreferences = contract({
  method: 'GET',
  path: '/me/preferences',
  permissions: ['users.read'],
  response: preferences,
});

/** Changes only what is given. */
export const updatePreferences = contract({
  method: 'PUT',
  path: '/me/preferences',
  permissions: ['users.read'],
  body: preferences.partial(),
  response: preferences,
});
