import {
  preferences as preferencesSchema,
  type Preferences,
} from '../../../../../shared/contracts/preferences';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';

export const getPreferences = async (strapi: Strapi, adminUserId: number): Promise<{ data: Preferences }> => {
  const stored = await store.read(strapi, adminUserId);
  const { usersColumns } = preferencesSchema.shape;
  // A stored value that this version can't read counts as not set.
  return { data: { usersColumns: usersColumns.safeParse(stored.usersColumns).data ?? null } };
};

export const updatePreferences = async (
  strapi: Strapi,
  adminUserId: number,
  change: Partial<Preferences>,
) => {
  for (const [name, value] of Object.entries(change))
    await store.write(strapi, adminUserId, name, value, clock.now());
  return getPreferences(strapi, adminUserId);
};
