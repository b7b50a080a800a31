import { differing } from '../lib/differing';
import { getService } from '../lib/services';
import { type Attributes, guardedBy } from './guarded';

/** Who comes in by a provider, and which role they get (admin/ee/server/src/controllers/authentication.ts, 5.54). */
export const updateProviders = guardedBy<Attributes>({
  async find({ strapi }) {
    const auth = await strapi.store.get({ type: 'core', name: 'admin', key: 'auth' });
    return (auth as { providers?: Attributes } | null)?.providers ?? {};
  },
  async guard({ strapi, actor, body: { defaultRole } }, before) {
    if (defaultRole && String(defaultRole) !== String(before.defaultRole))
      await getService(strapi, 'roles').assertMayGrant([Number(defaultRole)], actor);
  },
  isProofDue: async () => true,
  log: async ({ body, actor }, before) => [
    { userId: null, action: 'providers-changed', changes: differing(before, body), actor },
  ],
});
