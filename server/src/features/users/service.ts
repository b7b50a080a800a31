import type { z } from 'zod';

import type { Credential, Lifecycle, UserType } from '../../../../shared/constants';
import type { createUser, listUsers, updateUser, User } from '../../../../shared/contracts/users';
import { onEveryRequest, decide } from '../../domain/decide';
import { NO_ADDRESS_RULES, NO_ATTEMPT } from '../../domain/facts';
import { holds } from '../../domain/condition';
import { isAccessLocked, isNativeActive, statusOf } from '../../domain/status';
import { type Transition, transition, type TransitionFacts, UNLOCKED } from '../../domain/transitions';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { inTransaction } from '../../lib/database';
import { fieldError, GatehouseError } from '../../lib/errors';
import { endSessions, nativeUsers } from '../../lib/native';
import { paginate } from '../../lib/pagination';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import { type Changes, diff } from './changes';
import { createUserStore, type UserValues } from './store';
import { searchTextOf, type StoredUser } from './user-row';

type NewUser = z.output<typeof createUser.body>;
type UserChange = z.output<typeof updateUser.body>;
type ListQuery = z.output<typeof listUsers.query>;

/** What the directory copies of a native user it meets for the first time. */
export type NativeCopy = {
  adminUserId: number;
  type: UserType;
  lifecycle: Lifecycle;
  credential: Credential;
  createdAt: Date;
  email: string;
  userName: string;
  userNameKey: string;
  firstname: string | null;
  lastname: string | null;
  roleNames: string;
};

/** Everything else of a new entry; written out, as rows written many at a time get no defaults from Strapi. */
const NEW_ENTRY = {
  lock: 'none',
  failedTries: 0,
  autoLocks: 0,
  mfaEnabled: false,
  mfaRequired: false,
} as const;

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

const iso = (date: Date | null) => date?.toISOString() ?? null;
const toDate = (text: string | null | undefined) =>
  text === undefined ? undefined : text === null ? null : new Date(text);

export const usersService = ({ strapi }: { strapi: Strapi }) => {
  const store = createUserStore(strapi);
  const roles = () => getService(strapi, 'roles');
  const log = () => getService(strapi, 'log');

  const describe = async (users: readonly StoredUser[]): Promise<User[]> => {
    const now = clock.now();
    const rolesOf = await roles().rolesOf(users.map(({ adminUserId }) => adminUserId));
    return users.map((user) => ({
      ...user,
      status: statusOf(user, now),
      accessLocked: holds(isAccessLocked, user, now),
      lockedAt: iso(user.lockedAt),
      lockedUntil: iso(user.lockedUntil),
      suspendedUntil: iso(user.suspendedUntil),
      lastLoginAt: iso(user.lastLoginAt),
      validFrom: iso(user.validFrom),
      validTo: iso(user.validTo),
      createdAt: user.createdAt.toISOString(),
      updatedAt: user.updatedAt.toISOString(),
      roles: rolesOf.get(user.adminUserId) ?? [],
    }));
  };

  const answer = async (id: number) => {
    const user = await store.find(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return { data: (await describe([user]))[0] as User };
  };

  const findForUpdate = async (id: number) => {
    const user = await store.findForUpdate(id);
    if (!user) throw new GatehouseError('NOT_FOUND');
    return user;
  };

  /** Only a super admin touches a super admin. */
  const assertMayManage = async (user: StoredUser, actor: Actor) => {
    if (!actor.isSuperAdmin && (await roles().isSuperAdmin(user.adminUserId)))
      throw new GatehouseError('SUPER_ADMIN_ONLY');
  };

  const isLastUsableSuperAdmin = async (user: StoredUser) => {
    if (!(await roles().isSuperAdmin(user.adminUserId))) return false;
    return !(await store.hasOtherUsableSuperAdmin(
      [user.adminUserId],
      await roles().superAdminRoleIds(),
      clock.now(),
    ));
  };

  /** Nobody shuts out themself, and somebody who can let the others in again always remains. */
  const assertMayShutOut = async (user: StoredUser, actor: Actor) => {
    if (user.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
    if (await isLastUsableSuperAdmin(user)) throw new GatehouseError('LAST_SUPER_ADMIN');
  };

  /** Whether a request of the user's open session would be turned away for what is stored of the user itself. */
  const isShutOut = (user: StoredUser) =>
    decide(onEveryRequest, {
      realm: 'panel',
      user,
      address: null,
      addressRules: NO_ADDRESS_RULES,
      ...NO_ATTEMPT,
      now: clock.now(),
    }).outcome !== 'allow';

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

  const act = async (id: number, step: Transition, actor: Actor) =>
    inTransaction(strapi, async () => {
      const user = await findForUpdate(id);
      await assertMayManage(user, actor);
      const result = transition(user, step, clock.now());
      if ('refused' in result) throw new GatehouseError('INVALID_TRANSITION', { message: result.refused });
      const isRestriction = step.action === 'lock' || step.action === 'suspend' || step.action === 'disable';
      if (isRestriction) await assertMayShutOut(user, actor);
      await save(user, result.changes);
      const reason = 'reason' in step ? step.reason : null;
      await log().recordChange({
        userId: id,
        action: ACTION_NAMES[step.action],
        changes: diff(user, result.changes),
        text: reason,
        actor,
      });
      return answer(id);
    });

  const assertNameIsFree = async (
    userName: string | undefined,
    email: string,
    adminUserId: number | null,
  ) => {
    if (userName === undefined) return;
    const key = userName.toLowerCase();
    // An e-mail address of somebody else's would be theirs to sign in with.
    if (key.includes('@') && key !== email)
      throw fieldError('VALIDATION', 'userName', 'must not be another e-mail address');
    const owner = (await store.findNameOwners([key])).get(key);
    if (owner !== undefined && owner !== adminUserId) throw fieldError('USER_NAME_TAKEN', 'userName');
  };

  const assertEmailIsFree = async (email: string | undefined, adminUserId: number | null) => {
    if (email === undefined) return;
    const taken = await strapi.db
      .query('admin::user')
      .findOne({ where: { email: { $eqi: email } }, select: ['id'] });
    if (taken && Number(taken.id) !== adminUserId) throw fieldError('EMAIL_TAKEN', 'email');
  };

  /** What is Gatehouse's own of the fields a request may set. */
  const ownValues = ({
    type,
    displayName,
    mobile,
    validFrom,
    validTo,
    timeZone,
    locale,
  }: Partial<NewUser>) => ({
    type,
    displayName,
    mobile,
    validFrom: toDate(validFrom),
    validTo: toDate(validTo),
    timeZone,
    locale,
  });

  /** What belongs to the native record; its lifecycle brings it into the directory. */
  const nativeValues = ({ email, firstname, lastname, userName, roles: roleIds }: Partial<NewUser>) =>
    Object.fromEntries(
      Object.entries({ email, firstname, lastname, username: userName, roles: roleIds }).filter(
        ([, value]) => value !== undefined,
      ),
    );

  return {
    async list({ page, pageSize, sort, _q, filters }: ListQuery) {
      const filter = { q: _q, statuses: filters.status, types: filters.type, roleIds: filters.role };
      const range = { sort, offset: (page - 1) * pageSize, limit: pageSize };
      const { total, users } = await store.list(filter, range, clock.now());
      return { data: await describe(users), meta: paginate({ page, pageSize, total }) };
    },

    get: answer,

    async create(body: NewUser, actor: Actor) {
      await roles().assertMayGrant(body.roles, actor);
      return inTransaction(strapi, async () => {
        await assertEmailIsFree(body.email, null);
        await assertNameIsFree(body.userName, body.email, null);
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
        const user = await findForUpdate(id);
        await assertMayManage(user, actor);
        const own = ownValues(body);
        const after = { ...user, ...dropUndefined(own) } as StoredUser;
        if (after.validFrom && after.validTo && after.validFrom > after.validTo)
          throw fieldError('VALIDATION', 'validTo', 'must not be before validFrom');
        if (isShutOut(after) && !isShutOut(user)) await assertMayShutOut(user, actor);
        if (body.roles) await assertRoles(user, body.roles, after.type, actor);
        await assertEmailIsFree(body.email, user.adminUserId);
        await assertNameIsFree(body.userName, body.email ?? user.email, user.adminUserId);
        const native = nativeValues(body);
        if (Object.keys(native).length > 0) await nativeUsers(strapi).updateById(user.adminUserId, native);
        // The native record's lifecycle has written the names anew by now.
        const current = await findForUpdate(id);
        await save(current, own);
        await log().recordChange({ userId: id, action: 'updated', changes: diff(current, own), actor });
        return answer(id);
      });
    },

    async remove(id: number, actor: Actor) {
      return inTransaction(strapi, async () => {
        const user = await findForUpdate(id);
        await assertMayManage(user, actor);
        await assertMayShutOut(user, actor);
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
      await assertMayManage(target, actor);
      if (target.adminUserId === actor.adminUserId) throw new GatehouseError('OWN_USER');
      if (target.type === 'api-only')
        throw new GatehouseError('INVALID_TRANSITION', { message: 'An API-only user has no password' });
      // Before the transaction, which must not be held open while the hash is made.
      const hash = await getService(strapi, 'passwords').hash(password);
      return inTransaction(strapi, async () => {
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

    /** The entries of native users, for the directory to compare with. */
    entriesOf: (adminUserIds: readonly number[]) => store.findByAdminUsers(adminUserIds),
    nameOwners: (keys: readonly string[]) => store.findNameOwners(keys),
    rebind: (entries: readonly { entryId: number; adminUserId: number }[]) => store.rebind(entries),
    removeEntries: (adminUserIds: readonly number[]) => store.removeByAdminUsers(adminUserIds),

    /** Entries for native users that have none. */
    async insertCopies(copies: readonly NativeCopy[], now: Date) {
      await store.insertMissing(
        copies.map((copy) => ({
          ...NEW_ENTRY,
          ...copy,
          searchText: searchTextOf({ ...copy, displayName: null, mobile: null }),
          updatedAt: now,
        })),
      );
    },

    /** Carries over what the native record says, where it says something else than the entry; the log says who it was. */
    async applyNative(entry: StoredUser, values: Partial<StoredUser> & { roleNames: string }, actor: Actor) {
      const changes = diff(entry, values);
      if (changes === null) return;
      const lifted = values.lock === 'none' ? UNLOCKED : {};
      const after = { ...entry, ...values, ...lifted };
      await store.update(entry.id, { ...values, ...lifted, searchText: searchTextOf(after) }, clock.now());
      if (isShutOut(after)) await endSessions(strapi, entry.adminUserId);
      const { userNameKey: _, ...logged } = changes;
      await log().recordChange({ userId: entry.id, action: 'updated', changes: logged, actor });
    },

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
      await assertMayManage(user, actor);
    },

    async isLastUsableSuperAdmin(id: number) {
      const user = await store.find(id);
      return user !== null && isLastUsableSuperAdmin(user);
    },
  };

  async function assertRoles(
    user: StoredUser,
    roleIds: readonly number[],
    type: StoredUser['type'],
    actor: Actor,
  ) {
    if (type === 'panel' && roleIds.length === 0)
      throw fieldError('VALIDATION', 'roles', 'a panel user needs at least one role');
    const held = ((await roles().rolesOf([user.adminUserId])).get(user.adminUserId) ?? []).map(
      ({ id }) => id,
    );
    await roles().assertMayGrant(
      roleIds.filter((roleId) => !held.includes(roleId)),
      actor,
    );
    const superAdminRoles = await roles().superAdminRoleIds();
    const losesSuperAdmin = held.some(
      (roleId) => superAdminRoles.includes(roleId) && !roleIds.includes(roleId),
    );
    if (losesSuperAdmin && (await isLastUsableSuperAdmin(user))) throw new GatehouseError('LAST_SUPER_ADMIN');
  }
};

const dropUndefined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

export type { Changes };

declare module '../../lib/services' {
  interface Services {
    users: ReturnType<typeof usersService>;
  }
}
