import type { LogAction } from '../../../shared/log/actions';
import { beyond, type RolePermission } from '../domain/permissions';
import { isPrivileged } from '../domain/privileged';
import { differing } from '../features/activity/log/differing';
import { assertHoldsPermissions } from '../features/permissions/roles/guards';
import { permissionsOfRoles } from '../features/permissions/roles/record';
import { type Asked, guardedBy, idsIn } from './guarded';

type Named = { id: number; name: string; description: string | null };

const rolesOf = ({ strapi }: Asked, ids: readonly number[]): Promise<Named[]> =>
  strapi.db.query('admin::role').findMany({ where: { id: { $in: [...ids] } } });

const entryOf = ({ actor }: Asked, { id, name }: Pick<Named, 'id' | 'name'>, action: LogAction) => ({
  about: { kind: 'role' as const, id, name },
  action,
  changes: null,
  actor,
});

/** Needs no guard: a new role permits nothing. */
export const createRole = guardedBy<null>({
  find: async () => null,
  log: async (asked) => [entryOf(asked, (asked.ctx.body as { data: Named }).data, 'role-created')],
});

export const updateRole = guardedBy<Named[]>({
  find: (asked) => rolesOf(asked, [Number(asked.id)]),
  async log(asked, [before]) {
    const [after] = await rolesOf(asked, [Number(asked.id)]);
    if (!before || !after) return [];
    const namesOf = ({ name, description }: Named) => ({ name, description });
    const changes = differing(namesOf(before), namesOf(after));
    return changes ? [{ ...entryOf(asked, after, 'role-changed'), changes }] : [];
  },
});

const deleting = (idsOf: (asked: Asked) => number[]) =>
  guardedBy<Named[]>({
    find: (asked) => rolesOf(asked, idsOf(asked)),
    log: async (asked, roles) => roles.map((role) => entryOf(asked, role, 'role-deleted')),
  });

// Strapi deletes no role that somebody holds.
export const deleteRole = deleting(({ id }) => [Number(id)]);
export const deleteRoles = deleting((asked) => idsIn(asked, 'ids'));

type Permissions = { roles: Named[]; before: RolePermission[] };

/** Checks the permissions being added: nobody gives a role more than they hold themselves. */
export const updatePermissions = guardedBy<Permissions>({
  find: async (asked) => ({
    roles: await rolesOf(asked, [Number(asked.id)]),
    before: await permissionsOf(asked),
  }),
  guard: ({ strapi, actor, body }, { before }) =>
    assertHoldsPermissions(strapi, beyond(sentIn(body), before), actor),
  isStepUpDue: async ({ body }, { before }) =>
    [...beyond(sentIn(body), before), ...beyond(before, sentIn(body))].some(({ action }) =>
      isPrivileged(action),
    ),
  async log(asked, { roles: [role], before }) {
    const after = await permissionsOf(asked);
    const changes = {
      permissions: { before: textsOf(beyond(before, after)), after: textsOf(beyond(after, before)) },
    };
    return role ? [{ ...entryOf(asked, role, 'role-permissions-changed'), changes }] : [];
  },
});

const permissionsOf = ({ strapi, id }: Asked) => permissionsOfRoles(strapi, [Number(id)]);

/** Anything that is not a permission is left for Strapi to refuse. */
const sentIn = ({ permissions }: Asked['body']): RolePermission[] =>
  Array.isArray(permissions) ? permissions.filter((one) => typeof one?.action === 'string') : [];

/** At most this many are listed in the log. */
const MAX_TEXTS = 200;

const textsOf = (permissions: readonly RolePermission[]) =>
  [...new Set(permissions.map(({ action, subject }) => [action, subject].filter(Boolean).join(' ')))]
    .sort()
    .slice(0, MAX_TEXTS);
