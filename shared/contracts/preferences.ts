import { z } from 'zod';

import { contract } from './contract';
import { userColumns } from './users';

/** What somebody chose for themself, by name; null where it is as it comes. */
export const preferences = z.strictObject({ usersColumns: userColumns.nullable() });
export type Preferences = z.output<typeof preferences>;

export const getPreferences = contract({
  method: 'GET',
  path: '/me/preferences',
  permissions: ['users.read'],
  response: preferences,
});

/** Changes what is given and nothing else. */
export const updatePreferences = contract({
  method: 'PUT',
  path: '/me/preferences',
  permissions: ['users.read'],
  body: preferences.partial(),
  response: preferences,
});
