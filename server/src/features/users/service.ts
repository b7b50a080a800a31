import type { z } from 'zod';

import type { createUser, listUsers, updateUser, User } from '../../../../shared/contracts/users';
import { isNativeActive } from '../../domain/status';
import { type Transition, transition, type TransitionFacts } from '../../domain/transitions';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { inTransaction } from '../../lib/database';
import { fieldError, GatehouseError } from '../../lib/errors';
import { endSessions, nativeUsers } from '../../lib/native';
import { paginate } from '../../lib/pagination';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import { diff } from './changes';
import { describeUsers } from './describe';
import { createEntries } from './entries';
import { createGuards } from './guards';
import { isShutOut } from './shut-out';
import { createUserStore, type UserValues } from './store';
import { searchTextOf, type StoredUser } from './user-row';
import { dropUndefined, nativeValues, ownValues } from './values';

type NewUser = z.output<typeof createUser.body>;
type UserChange = z.output<typeof updateUser.body>;
type ListQuery = z.output<typeof listUsers.query>;

/** What each action is called in the user's log. */
const ACTION_NAMES: Record<Transition['action'], string> = {
  lock: 'locked',
  unlock: 'unlocked',
  'allow-access': 'access-allowed',
  suspend: 'suspended',
  enable: 'enabled',
  disable: 'disabled',
  'reset-tries': 'tries-reset',
  'set-password': 'password-set',
};

/** What shuts somebody out. */
const RESTRICTIONS: ReadonlySet<Transition['action']> = new Set(['lock', 'suspend', 'disable']);

export const usersService = ({ strapi }: { strapi: Strapi }) => {
  const store = createUserStore(strapi);
  const roles = () => getService(strapi, 'roles');
  const log = () => getService(strapi, 'log');
  const guards = createGuards(strapi, store);

  const answer = async (id: number) => {
    const user = await store.find(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return { data: (await describeUsers(strapi, [user]))[0] as User };
  };

  const findForUpdate = async (id: number) => {
    const user = await store.findForUpdate(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return user;
  };

  /** Writes what changed, carries it over to the native record, and ends sessions that may not go on. */
  const save = async (before: StoredUser, given: Partial<TransitionFacts> & UserValues) => {
    const now = clock.now();
    const changes = dropUndefined(given);
    const after = { ...before, ...changes } as StoredUser;
    await store.update(before.id, { ...changes, searchText: searchTextOf(after) }, now);
    const isActive = isNativeActive(after, now);
    if (isActive !== isNativeActive(before, now))
      await nativeUsers(strapi).updateById(before.adminUserId, { isActive });
    if (isShutOut(after)) await endSessions(strapi, before.adminUserId);
    return after;
  };

  /** `reason` stands in the log; a lock keeps it as well. */
  const act = async (id: number, step: Transition, actor: Actor, reason: string | null = null) =>
    inTransaction(strapi, async () => {
      const isRestriction = RESTRICTIONS.has(step.action);
      if (isRestriction) await roles().holdSuperAdmins();
      const user = await findForUpdate(id);
      await guards.assertMayManage(user, actor);
      const result = transition(user, step, clock.now());
      if ('refused' in result) throw new GatehouseError('INVALID_TRANSITION', { message: result.refused });
      if (isRestriction) await guards.assertMayShutOut(user, actor);
      await save(user, result.changes);
      await log().recordChange({
        userId: id,
        action: ACTION_NAMES[step.action],
        changes: diff(user, result.changes),
        text: reason,
        actor,
      });
      return answer(id);
    });

  /** An API-only user has none, so that it stays out of the panel with the plugin switched off too. */
  const dropPassword = (adminUserId: number) =>
    strapi.db.query('admin::user').update({
      where: { id: adminUserId },
      data: { password: null, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
    });

  return {
    async list({ page, pageSize, sort, _q, filters }: ListQuery) {
      const filter = { q: _q, statuses: filters.status, types: filters.type, roleIds: filters.role };
      const range = { sort, offset: (page - 1) * pageSize, limit: pageSize };
      const { total, users } = await store.list(filter, range, clock.now());
      return { data: await describeUsers(strapi, users), meta: paginate({ page, pageSize, total }) };
    },

    get: answer,

    async create(body: NewUser, actor: Actor) {
      await roles().assertMayGrant(body.roles, actor);
      return inTransaction(strapi, async () => {
        await guards.assertEmailIsFree(body.email, null);
        await guards.assertNameIsFree(body.userName, body.email, null);
        const { id: adminUserId } = await nativeUsers(strapi).create(nativeValues(body));
        const user = await store.findByAdminUser(adminUserId);
        // Somebody else took the address or the name between the check and here.
        if (!user) throw fieldError('EMAIL_TAKEN', 'email');
        await save(user, ownValues(body));
        await log().recordChange({
          userId: user.id,
          action: 'created',
          changes: diff({}, { ...body }),
          actor,
        });
        return answer(user.id);
      });
    },

    async update(id: number, body: UserChange, actor: Actor) {
      return inTransaction(strapi, async () => {
        await roles().holdSuperAdmins();
        const user = await findForUpdate(id);
        await guards.assertMayManage(user, actor);
        const own = ownValues(body);
        const after = { ...user, ...own } as StoredUser;
        if (after.validFrom && after.validTo && after.validFrom > after.validTo)
          throw fieldError('VALIDATION', 'validTo', 'must not be before validFrom');
        if (isShutOut(after) && !isShutOut(user)) await guards.assertMayShutOut(user, actor);
        const comesToPanel = after.type === 'panel' && user.type !== 'panel';
        if (body.roles || comesToPanel) await guards.assertRoles(user, body.roles, after.type, actor);
        await guards.assertEmailIsFree(body.email, user.adminUserId);
        await guards.assertNameIsFree(body.userName, body.email ?? user.email, user.adminUserId);
        const native = nativeValues(body);
        if (Object.keys(native).length > 0) await nativeUsers(strapi).updateById(user.adminUserId, native);
        if (after.type === 'api-only' && user.type !== 'api-only') await dropPassword(user.adminUserId);
        // The native record's lifecycle has written the names anew by now.
        const current = await findForUpdate(id);
        await save(current, own);
        await log().recordChange({ userId: id, action: 'updated', changes: diff(current, own), actor });
        return answer(id);
      });
    },

    async remove(id: number, actor: Actor) {
      return inTransaction(strapi, async () => {
        await roles().holdSuperAdmins();
        const user = await findForUpdate(id);
        await guards.assertMayManage(user, actor);
        await guards.assertMayShutOut(user, actor);
        const described = await answer(id);
        await log().recordChange({
          userId: id,
          action: 'deleted',
          changes: null,
          text: user.userName,
          actor,
        });
        await nativeUsers(strapi).deleteById(user.adminUserId);
        return described;
      });
    },

    act,

    /** Also unlocks, and grants access to a user who had none yet. Every open session ends. */
    async setPassword(id: number, password: string, actor: Actor) {
      const target = await store.find(id);
      if (!target) throw new GatehouseError('NOT_FOUND');
      await guards.assertMayManage(target, actor);
      if (target.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
      if (target.type === 'api-only')
        throw new GatehouseError('INVALID_TRANSITION', { message: 'An API-only user has no password' });
      // Before the transaction, which must not be held open while the hash is made.
      const hash = await getService(strapi, 'passwords').hash(password);
      return inTransaction(strapi, async () => {
        // The entry first, as everywhere: two that took hold of both in turn would wait for each other for good.
        await findForUpdate(id);
        await strapi.db.query('admin::user').update({
          where: { id: target.adminUserId },
          data: {
            password: hash,
            registrationToken: null,
            resetPasswordToken: null,
            resetPasswordTokenExpiresAt: null,
          },
        });
        const done = await act(id, { action: 'set-password' }, actor);
        await endSessions(strapi, target.adminUserId);
        return done;
      });
    },

    ...createEntries(strapi, store),
    find: (id: number) => store.find(id),
    findByAdminUser: (adminUserId: number) => store.findByAdminUser(adminUserId),
    findByLoginName: (name: string) => store.findByLoginName(name),

    async userNames(ids: readonly number[]) {
      return new Map((await store.findMany(ids)).map(({ id, userName }) => [id, userName]));
    },

    /** Refuses, naming the field, where somebody may not change what belongs to the user. */
    async assertMayManage(id: number, actor: Actor, field: string) {
      const user = await store.find(id);
      if (!user) throw fieldError('UNKNOWN_USER', field);
      await guards.assertMayManage(user, actor);
    },

    async isLastUsableSuperAdmin(id: number) {
      const user = await store.find(id);
      return user !== null && guards.isLastUsableSuperAdmin(user);
    },
  };
};

declare module '../../lib/services' {
  interface Services {
    users: ReturnType<typeof usersService>;
  }
}
