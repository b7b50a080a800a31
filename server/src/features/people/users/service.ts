import type { z } from 'zod';

import type {
  createUser,
  inviteUsers,
  listUsers,
  updateUser,
  User,
} from '../../../../../shared/contracts/users';
import { refuse } from '../../../../../shared/refusals';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import { alreadySo, type FieldOfState } from '../../../domain/already';
import { type RoleChange, rolesIn } from '../../../domain/holding';
import { userNameKey } from '../../../domain/name-key';
import { toKeptNumber } from '../../../domain/phone-number';
import { isNativeActive } from '../../../domain/status';
import { type Transition, transition, type TransitionFacts } from '../../../domain/transitions';
import type { LogAction } from '../../../../../shared/log/actions';
import { inOneEntry } from '../../activity/log/one-entry';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { endSessions, nativeUsers } from '../../../platform/native';
import { paginate } from '../../../platform/pagination';
import { tellPasswordSet } from '../../../platform/native-audit';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createBulk } from './bulk';
import { diff } from './changes';
import { derivedAnew } from './derived';
import { describeUsers } from './describe';
import { createEntries } from './entries';
import { assertNoRoleIsMissing, createGuards } from './guards';
import { createMailedLinks } from './mailed-links';
import { createNativeChanges } from './native-changes';
import { createPasswords } from './passwords';
import { createSecondFactor } from './second-factor';
import { endOpenSteps, endsOpenSteps, isShutOut } from './shut-out';
import { createUserStore, type UserValues } from './store';
import type { UserTools } from './tools';
import { ACTION_NAMES, GIVE_TRIES, RESTRICTIONS } from './transition-names';
import type { StoredUser } from './user-row';
import { nativeValues, ownValues } from './values';

type NewUser = z.output<typeof createUser.body>;
type UserChange = z.output<typeof updateUser.body>;
type Invitations = z.output<typeof inviteUsers.body>;
type ListQuery = z.output<typeof listUsers.query>;

/** A number that is not changed is not looked at: what was entered once can always be saved again. */
const withKeptMobile = <T extends { mobile?: string | null }>(given: T, present: string | null): T => {
  if (!given.mobile || given.mobile === present) return given;
  const mobile = toKeptNumber(given.mobile);
  if (!mobile) throw fieldError('INVALID_PHONE', 'mobile');
  return { ...given, mobile };
};

export const usersService = ({ strapi }: { strapi: Strapi }) => {
  const store = createUserStore(strapi);
  const roles = () => getService(strapi, 'roles');
  const licences = () => getService(strapi, 'licences');
  const roleGroups = () => getService(strapi, 'roleGroups');
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

  /**
   * Writes what changed, carries it over to the native record, and ends sessions that may not go on. `isChange`: somebody
   * changes the user, whose date of the last change moves.
   */
  const save = async (
    before: StoredUser,
    given: Partial<TransitionFacts> & UserValues,
    { isChange = true } = {},
  ) => {
    const now = clock.now();
    const changes = dropUndefined(given);
    const after = { ...before, ...changes } as StoredUser;
    await store.update(before.id, { ...changes, ...derivedAnew(before, after) }, isChange ? now : null);
    const isActive = isNativeActive(after, now);
    if (isActive !== isNativeActive(before, now))
      await nativeUsers(strapi).updateById(before.adminUserId, { isActive });
    if (isShutOut(after)) await endSessions(strapi, before.adminUserId, 'shut-out');
    if (endsOpenSteps(after)) await endOpenSteps(strapi, [before.id]);
    return after;
  };

  /** Nothing was left to do: says so, and whose doing it is to who may read the log. */
  const answerAlready = async (user: StoredUser, fields: FieldOfState[], actor: Actor) => {
    const last = actor.can('log.read') ? await log().lastChangeOf(user, fields) : null;
    const already = { since: last?.createdAt ?? null, by: last?.actor.name ?? null };
    return { ...(await answer(user.id)), meta: { already } };
  };

  /** `reason` stands in the log; a lock keeps it as well. */
  const act = async (
    id: number,
    step: Transition,
    actor: Actor,
    {
      reason = null,
      loggedAs = ACTION_NAMES[step.action],
    }: { reason?: string | null; loggedAs?: LogAction } = {},
  ) =>
    inTransaction(strapi, async () => {
      const refusalOfSeat = step.action === 'enable' ? await licences().enabling(actor) : null;
      const isRestriction = RESTRICTIONS.has(step.action);
      if (isRestriction) await roles().holdSuperAdmins();
      const user = await findForUpdate(id);
      // One's own password is one's own to change, however far one reaches.
      if (step.action !== 'change-password') await guards.assertMayManage(user, actor);
      const result = transition(user, step, clock.now());
      if ('refused' in result) throw new GatehouseError('INVALID_TRANSITION', { why: result });
      if (isRestriction) await guards.assertMayShutOut(user, actor);
      if (GIVE_TRIES.has(step.action)) guards.assertMayGiveTries(user, actor);
      if (step.action === 'force-password-change') guards.assertMayChangePassword(user, actor);
      const already = alreadySo(user, step);
      if (already) return answerAlready(user, already, actor);
      const withoutSeat = refusalOfSeat?.(user);
      if (withoutSeat) throw new GatehouseError(withoutSeat.code, withoutSeat);
      await save(user, result.changes);
      await log().recordChange({
        about: { kind: 'user', id, name: user.userName },
        action: loggedAs,
        changes: diff(user, result.changes),
        text: reason,
        actor,
      });
      if (step.action === 'lock')
        getService(strapi, 'notices').locked([id], { isAutomatic: false, until: null });
      return answer(id);
    });

  /** An API-only user has none, nor a way to one, so that it stays out of the panel with the plugin switched off too. */
  const dropPassword = async ({ adminUserId, email }: StoredUser) => {
    await strapi.db.query('admin::user').update({
      where: { id: adminUserId },
      data: { password: null, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
    });
    tellPasswordSet(strapi, { id: adminUserId, email });
  };

  const tools: UserTools = { store, guards, answer, findForUpdate, save, act };
  const mailedLinks = createMailedLinks(strapi, tools);
  const nativeChanges = createNativeChanges(strapi, guards);

  /** Who is limited to their own accounts makes nobody who reaches further, nor outside of them. */
  const assertMayMake = async (
    { type, accounts, ...given }: Pick<NewUser, 'type' | 'roles' | 'roleGroups' | 'accounts'>,
    actor: Actor,
  ): Promise<RoleChange> => {
    // What groups give stays as it is until it is given.
    if (given.roleGroups.length > 0) await roles().holdSuperAdmins();
    const held = await roleGroups().changeOf(null, given);
    const roleIds = rolesIn(held.after);
    assertNoRoleIsMissing(type, roleIds);
    await roles().assertMayGrant(roleIds, actor);
    await roles().assertFor(type, roleIds);
    await getService(strapi, 'reach').assertMayGive(roleIds, actor);
    await getService(strapi, 'accounts').assertMayPlace(accounts, actor);
    return held;
  };

  const createOne = async (given: NewUser, actor: Actor) => {
    await licences().hold();
    const body = withKeptMobile(given, null);
    const held = await assertMayMake(body, actor);
    const roleIds = rolesIn(held.after);
    const licence = await licences().settle({ ...body, roles: roleIds }, null, actor);
    await guards.assertEmailIsFree(body.email, null);
    await guards.assertNameIsFree(body.userName, body.email, null);
    // With no token of Strapi's: whoever is to come in is mailed a link.
    const native = { ...nativeValues({ ...body, roles: roleIds }), registrationToken: null };
    const { id: adminUserId } = await nativeUsers(strapi).create(native);
    const user = await store.findByAdminUser(adminUserId);
    // Somebody else took the address or the name between the check and here.
    if (!user) throw fieldError('EMAIL_TAKEN', 'email');
    if (body.userName !== undefined && user.userNameKey !== userNameKey(body.userName))
      throw fieldError('USER_NAME_TAKEN', 'userName');
    const created = await save(user, {
      ...ownValues(body),
      licenceId: licence.licenceId,
      lifecycle: 'provisioned',
    });
    if (created.type !== 'panel') await getService(strapi, 'mfa').syncRequired([adminUserId]);
    await roleGroups().setOf(user.id, held, actor);
    const accounts = await getService(strapi, 'accounts').place(user.id, body.accounts, actor);
    const names = await roles().names(roleIds);
    const roleNames = [...names.values()].sort();
    await log().recordChange({
      about: { kind: 'user', id: user.id, name: created.userName },
      action: 'created',
      changes: diff(
        {},
        // Roles and groups by their names, which stand there when they are gone.
        { ...body, roles: roleNames, roleGroups: undefined, accounts, licence: body.licence && licence.name },
      ),
      actor,
    });
    return { id: user.id, mailId: body.sendInvitation ? await mailedLinks.queueInvitation(created) : null };
  };

  return {
    async list({ page, pageSize, sort, _q, filters }: ListQuery, actor: Actor) {
      const range = { sort, offset: (page - 1) * pageSize, limit: pageSize };
      const filter = { q: _q, ...filters, reach: await getService(strapi, 'reach').of(actor) };
      const { total, users } = await store.list(filter, range, clock.now());
      // Who is limited to their own accounts is told of nobody beyond them.
      const leftOut = filter.reach ? [] : await getService(strapi, 'directory').leftOut();
      return {
        data: await describeUsers(strapi, users),
        meta: { ...paginate({ page, pageSize, total }), ...(leftOut.length > 0 && { leftOut }) },
      };
    },

    get: answer,

    async create(body: NewUser, actor: Actor) {
      if (body.sendInvitation && !actor.can('users.invite')) throw new GatehouseError('NOT_PERMITTED');
      const { id, mailId } = await inOneEntry(strapi, () => createOne(body, actor));
      const mail = mailId === null ? null : await getService(strapi, 'mail').deliver(mailId);
      return { ...(await answer(id)), meta: { mail } };
    },

    /** Each address by itself: one that is taken holds up no other. */
    async invite({ emails, ...given }: Invitations, actor: Actor) {
      const user = { type: 'panel' as const, ...given };
      await inTransaction(strapi, async () => {
        const { after } = await assertMayMake(user, actor);
        await licences().assertMayHave({ ...user, roles: rolesIn(after) }, actor);
      });
      return mailedLinks.inviteEach([...new Set(emails)], (email) =>
        createOne({ ...user, email, sendInvitation: true }, actor),
      );
    },

    /** `isOwn`: by the user whom it is about, who changes what is their own however far they reach. */
    async update(id: number, body: UserChange, actor: Actor, { isOwn = false } = {}) {
      return inOneEntry(strapi, async () => {
        if (body.licence !== undefined || body.roles || body.roleGroups || body.type) await licences().hold();
        await roles().holdSuperAdmins();
        const user = await findForUpdate(id);
        if (!isOwn) await guards.assertMayManage(user, actor);
        // Signing in, and tries, leave `updatedAt` as it is.
        if (body.ifUpdatedAt && new Date(body.ifUpdatedAt).getTime() !== user.updatedAt.getTime())
          throw new GatehouseError('CHANGED_MEANWHILE');
        const isForApiNoMore = body.type !== undefined && body.type !== 'api-only';
        const own = ownValues({
          ...withKeptMobile(body, user.mobile),
          ...(isForApiNoMore && body.authType === undefined && { authType: 'api-key' }),
        });
        const after = { ...user, ...own } as StoredUser;
        if (after.validFrom && after.validTo && after.validFrom > after.validTo)
          throw fieldError('VALIDATION', 'validTo', refuse('ends-before-start'));
        if (body.authType && after.type !== 'api-only')
          throw fieldError('VALIDATION', 'authType', refuse('of-api-only-users'));
        if (isShutOut(after) && !isShutOut(user)) await guards.assertMayShutOut(user, actor);
        const held = await roleGroups().changeOf(user, body);
        const isGiven = body.roles !== undefined || body.roleGroups !== undefined;
        if (isGiven || after.type !== user.type) await guards.assertRoles(user, held, after.type, actor);
        const licence = await guards.settleLicence(
          user,
          { ...body, roles: isGiven ? rolesIn(held.after) : undefined },
          actor,
        );
        await guards.assertEmailIsFree(body.email, user.adminUserId);
        await guards.assertNameIsFree(body.userName, body.email ?? user.email, user.adminUserId);
        // To which links go that let their reader choose a password.
        if (body.email !== undefined && body.email !== user.email) await assertFreshProofOfSession(strapi);
        if (isGiven) await roleGroups().setOf(id, held, actor);
        const native = nativeValues({ ...body, roles: isGiven ? rolesIn(held.after) : undefined });
        if (Object.keys(native).length > 0) await nativeUsers(strapi).updateById(user.adminUserId, native);
        if (after.type === 'api-only' && user.type !== 'api-only') await dropPassword(user);
        // The native record's lifecycle has written the names anew by now.
        const current = await findForUpdate(id);
        await save(current, { ...own, licenceId: licence?.licenceId });
        if (isForApiNoMore) {
          await getService(strapi, 'apiKeys').revokeAllOf([id]);
          await getService(strapi, 'oauth').removeOf([id]);
        }
        if (own.type) await getService(strapi, 'mfa').syncRequired([user.adminUserId]);
        await log().recordChange({
          about: { kind: 'user', id, name: current.userName },
          action: 'updated',
          changes: diff({ ...current, licence: licence?.before }, { ...own, licence: licence?.name }),
          actor,
        });
        return answer(id);
      });
    },

    async remove(id: number, actor: Actor) {
      return inTransaction(strapi, async () => {
        await roles().holdSuperAdmins();
        const user = await findForUpdate(id);
        await guards.assertMayManage(user, actor);
        await guards.assertMayShutOut(user, actor);
        if (await nativeChanges.isAnyPrivileged([user])) await assertFreshProofOfSession(strapi);
        const described = await answer(id);
        await log().recordChange({
          about: { kind: 'user', id, name: user.userName },
          action: 'deleted',
          changes: null,
          actor,
        });
        await nativeUsers(strapi).deleteById(user.adminUserId);
        return described;
      });
    },

    act,

    ...createPasswords(strapi, tools),
    ...createSecondFactor(strapi, tools),
    sendResetEmail: mailedLinks.sendResetEmail,
    requestReset: mailedLinks.requestReset,
    resendInvitation: mailedLinks.resendInvitation,
    ...createBulk(strapi, store, guards),
    ...createEntries(strapi, store),
    ...nativeChanges,
    endOpenSteps: (ids: readonly number[]) => endOpenSteps(strapi, ids),
    find: (id: number) => store.find(id),
    findMany: (ids: readonly number[]) => store.findMany(ids),
    /** Null where the native user has no entry. With the ranges of everyone, of the roles and of the user, and the licence. */
    async findPrincipal(adminUserId: number, roleIds: readonly number[]) {
      const { targetsOf, readList, rulesFor } = getService(strapi, 'ipRules');
      const found = await store.findPrincipal(adminUserId, targetsOf({ roleIds }));
      if (!found) return null;
      const { user, ruleList, allowsKeys } = found;
      const addressRules = readList(ruleList) ?? (await rulesFor({ userId: user.id, roleIds }));
      return { user, addressRules, allowsKeys };
    },
    endRecoveries: () => store.endRecoveries(clock.now()),
    findByLoginName: (name: string) => store.findByLoginName(name),
    loginNameOwners: (names: readonly string[]) => store.loginNameOwners(names),

    /** Null where there is none any more. Held until the transaction ends. */
    hold: (id: number) => store.findForUpdate(id),

    async userNames(ids: readonly number[]) {
      return new Map((await store.findMany(ids)).map(({ id, userName }) => [id, userName]));
    },

    /** Refuses, naming the field, where somebody may not change what belongs to the user. */
    async assertMayManage(id: number, actor: Actor, field: string) {
      const user = await store.find(id);
      // Whoever is beyond reach is not there.
      if (!user || !(await getService(strapi, 'reach').sees(id, actor)))
        throw fieldError('UNKNOWN_USER', field);
      await guards.assertMayManage(user, actor);
    },

    /** The same, for a change of what belongs to the user: held until the transaction ends. */
    async holdForChange(id: number, actor: Actor) {
      const user = await findForUpdate(id);
      await guards.assertMayManage(user, actor);
      return user;
    },

    /** For a change of the accounts they belong to, of which some may be beyond the actor's reach. */
    async holdToPlace(id: number, actor: Actor) {
      const user = await findForUpdate(id);
      await getService(strapi, 'reach').assertSees(id, actor);
      await guards.assertNoSuperAdmin(user, actor);
      return user;
    },

    /** Whether requests of the native user's would be turned away, for what is stored of the user itself. */
    async isKeptOut(adminUserId: number) {
      const user = await store.findByAdminUser(adminUserId);
      if (!user || user.type !== 'api-only') return !user || isShutOut(user);
      return isShutOut(user, 'api', await licences().allowsKeys(user));
    },

    async hasUsableSuperAdmin() {
      return store.hasOtherUsableSuperAdmin([], await roles().superAdminRoleIds(), clock.now());
    },

    async isLastUsableSuperAdmin(id: number) {
      const user = await store.find(id);
      return user !== null && guards.isLastUsableSuperAdmin(user);
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    users: ReturnType<typeof usersService>;
  }
}
