import {
  type Preferences,
  preferences as preferencesSchema,
} from '../../../../../shared/contracts/preferences';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { createPreferenceStore } from './store';

export const preferencesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createPreferenceStore(strapi);

  return {
    async get(adminUserId: number): Promise<{ data: Preferences }> {
      const stored = await store.read(adminUserId);
      const { usersColumns } = preferencesSchema.shape;
      // What another version wrote and this one cannot read is as if nobody had chosen.
      return { data: { usersColumns: usersColumns.safeParse(stored.usersColumns).data ?? null } };
    },

    async update(adminUserId: number, change: Partial<Preferences>) {
      for (const [name, value] of Object.entries(change))
        await store.write(adminUserId, name, value, clock.now());
      return this.get(adminUserId);
    },

    removeOf: (adminUserIds: readonly number[]) => store.remove(adminUserIds),
  };
};

declare module '../../../platform/services' {
  interface Services {
    preferences: ReturnType<typeof preferencesService>;
  }
}
