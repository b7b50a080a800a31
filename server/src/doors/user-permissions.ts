import { type Permission, permissionRowsOf, toPermission } from '../platform/native-permissions';
import { perStrapi } from '../platform/per-strapi';
import type { Strapi } from '../platform/strapi';
import { type Door, functionAt, type Functions, lostOf, replace } from './door';
import { permissionEngine, permissionService } from './native';

type User = { id: number | string; roles?: readonly { id: number; code?: string }[] };
type Ability = { rules: readonly { conditions?: unknown }[] };
type Generate = (permissions: readonly Permission[], user: User) => Promise<Ability>;

const FIND = permissionService('findUserPermissions');
const GENERATE_OF_TOKEN = permissionEngine('generateTokenAbility');
const CALLS_OF_TOKEN = ['generateAbility'];

const finderOf = perStrapi(
  (strapi) => async (user: User) => (await permissionRowsOf(strapi, Number(user.id))).map(toPermission),
);

/**
 * What a panel user or an admin token may do, which Strapi asks on every request
 * (admin/server/src/services/permission/queries.ts and engine.ts, 5.54). All three answer as Strapi's own do, and
 * only take less: the rows are found by the user's roles, and an ability is made again only if what it is made
 * from has changed.
 */
export const userPermissions: Door = {
  name: "user's permissions",
  decorates: [
    replace<(user: User) => Promise<Permission[]>>(
      FIND,
      { arity: 1, calls: ['findMany'], onlyFaster: true },
      finderOf,
    ),
    // Before the one it captures is replaced.
    replace<(user: User) => Promise<Ability>>(
      permissionEngine('generateUserAbility'),
      { arity: 1, calls: ['findUserPermissions', 'generateAbility', 'getService'], onlyFaster: true },
      ofUser,
    ),
    replace<Generate>(
      GENERATE_OF_TOKEN,
      { arity: 2, calls: CALLS_OF_TOKEN, onlyFaster: true },
      (strapi, generate) => (permissions, owner) =>
        keptAbility(strapi, owner, permissions, (given) => given, generate),
    ),
  ],
};

/** Strapi's own wherever another plugin, or a newer Strapi, has a say in what is found or made of it. */
function ofUser(strapi: Strapi, strapis: (user: User) => Promise<Ability>) {
  const permissionsAt = FIND.find(strapi);
  const engineAt = GENERATE_OF_TOKEN.find(strapi);
  if (lostOf(engineAt.target[engineAt.method], CALLS_OF_TOKEN)) return strapis;
  // The engine's only way to permissions that were read already.
  const generate = functionAt<Generate>(strapi, GENERATE_OF_TOKEN);
  return async (user: User) => {
    if (permissionsAt.target[permissionsAt.method] !== finderOf(strapi)) return strapis(user);
    const rows = await permissionRowsOf(strapi, Number(user.id));
    return keptAbility(strapi, user, rows, (read) => read.map(toPermission), generate);
  };
}

type Hook = { getHandlers: () => readonly unknown[] };
type PermissionService = {
  engine: { hooks: Record<string, Hook> };
  actionProvider: { size: () => number };
};
const serviceOf = (strapi: Strapi) => strapi.service('admin::permission') as unknown as PermissionService;

/** Bounds the memory; a project has few sets of roles. */
const MOST_KEPT = 50;
const keptOf = perStrapi(() => new Map<string, Ability>());

/**
 * Kept under all that it was made from, which was read for this very request: so a change made on any server,
 * or by a script, is seen at once.
 */
const keptAbility = async <T extends object>(
  strapi: Strapi,
  user: User,
  read: readonly T[],
  toPermissions: (read: readonly T[]) => readonly Permission[],
  generate: Generate,
): Promise<Ability> => {
  // Another plugin's might decide by who asks, or by anything else.
  if (!areHandlersStrapis(strapi)) return generate(toPermissions(read), user);
  const kept = keptOf(strapi);
  const roles = (user.roles ?? []).map(({ id, code }) => [id, code]);
  const madeFrom = JSON.stringify([serviceOf(strapi).actionProvider.size(), roles, read]);
  const known = kept.get(madeFrom);
  if (known) return known;
  const permissions = toPermissions(read);
  const ability = await generate(permissions, user);
  if (isSameForAll(permissions, ability)) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(madeFrom, ability);
  }
  return ability;
};

/** Not if a condition decides by who asks. */
const isSameForAll = (permissions: readonly Permission[], { rules }: Ability) =>
  permissions.every(({ conditions }) => Array.isArray(conditions) && conditions.length === 0) &&
  rules.every(({ conditions }) => !conditions);

/** How many handlers of its own Strapi has for each of the engine's hooks (permission/engine.ts, 5.54). */
const OWN_HANDLERS: Readonly<Record<string, number>> = {
  'before-format::validate.permission': 1,
  'format.permission': 1,
  'after-format::validate.permission': 1,
};

const areHandlersStrapis = (strapi: Strapi) => {
  const ofLocales = localesHandler(strapi);
  return Object.entries(serviceOf(strapi).engine.hooks).every(
    ([name, hook]) =>
      hook.getHandlers().filter((one) => one !== ofLocales).length === (OWN_HANDLERS[name] ?? 0),
  );
};

/** Decides by the permission alone (i18n/server/src/services/permissions/engine.ts, 5.54). */
const localesHandler = (strapi: Strapi) => {
  const permissions = strapi.plugin('i18n')?.service('permissions') as { engine?: Functions } | undefined;
  return permissions?.engine?.willRegisterPermission;
};
