import { differing } from '../features/activity/log/differing';
import { assertMayGrant } from '../features/permissions/roles/guards';
import { roleNames } from '../features/permissions/roles/record';
import type { Strapi } from '../platform/strapi';
import { type Attributes, guardedBy } from './guarded';

/** Who signs in by a provider, and as what (admin/ee/server/src/controllers/authentication.ts, 5.54). */
export const updateProviders = guardedBy<Attributes>({
  async find({ strapi }) {
    const auth = await strapi.store.get({ type: 'core', name: 'admin', key: 'auth' });
    return (auth as { providers?: Attributes } | null)?.providers ?? {};
  },
  async guard({ strapi, actor, body: { defaultRole } }, before) {
    if (defaultRole && String(defaultRole) !== String(before.defaultRole))
      await assertMayGrant(strapi, [Number(defaultRole)], actor);
  },
  isStepUpDue: async () => true,
  async log({ strapi, body, actor }, before) {
    const named = await roleNamer(strapi, [before, body]);
    const changes = differing(named(before), named({ ...before, ...body }));
    return [{ about: { kind: 'environment' }, action: 'providers-changed', changes, actor }];
  },
});

/** Names roles instead of giving their ids, so that the log can still be read when they are deleted. */
const roleNamer = async (strapi: Strapi, all: readonly Attributes[]) => {
  const idsIn = ({ defaultRole, ssoLockedRoles }: Attributes) =>
    [defaultRole, ...(Array.isArray(ssoLockedRoles) ? ssoLockedRoles : [])].map(Number).filter(Boolean);
  const names = await roleNames(strapi, all.flatMap(idsIn));
  const nameOf = (id: unknown) => (id ? (names.get(Number(id)) ?? String(id)) : null);
  return ({ autoRegister, defaultRole, ssoLockedRoles }: Attributes) => ({
    autoRegister: autoRegister ?? null,
    defaultRole: nameOf(defaultRole),
    ssoLockedRoles: Array.isArray(ssoLockedRoles) ? ssoLockedRoles.map(nameOf).sort() : [],
  });
};
