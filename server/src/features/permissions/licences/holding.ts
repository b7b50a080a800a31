import type { UserType } from '../../../../../shared/constants';
import type { ErrorCode } from '../../../../../shared/error-codes';
import { allowsRole, DEFAULT_LICENCES, misfitOf } from '../../../../../shared/licences';
import { type Refusal, refuse } from '../../../../../shared/refusals';
import { type Actor, isSystem } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { LicenceStore, StoredLicence } from './store';

/** By what a user's licence is known: what is said of them, else their type. */
type Licensed = { licenceId: number | null; type: UserType };
type Present = Licensed & { id: number; lifecycle: string };
/** What a user is to have; `licence`: the id of the one that is asked for, if one is; null: of the one of the type. */
type Wanted = { type: UserType; roles: readonly number[]; licence?: number | null | undefined };
export type LicenceRefusal = { code: ErrorCode; why: Refusal };

/** The one place that tells which licence a user has. */
const licenceOf = (all: readonly StoredLicence[], { licenceId, type }: Licensed): StoredLicence => {
  const code = DEFAULT_LICENCES[type];
  const licence = all.find(({ id }) => id === licenceId) ?? all.find((one) => one.code === code);
  if (!licence) throw new Error(`The licence ${code} is missing`);
  return licence;
};

/** What licences let users have, for who gives it to them. */
export const createHolding = (strapi: Strapi, store: LicenceStore) => {
  const roles = () => getService(strapi, 'roles');

  /** Of these licences, or of all. */
  const counts = async (all: readonly StoredLicence[], ids: readonly number[] | null) => {
    const byId = new Map(all.map(({ id }) => [id, { userCount: 0, seatsTaken: 0 }]));
    for (const { users, isDisabled, ...licensed } of await store.countUsers(ids)) {
      const count = byId.get(licenceOf(all, licensed).id);
      if (!count) continue;
      count.userCount += users;
      if (!isDisabled) count.seatsTaken += users;
    }
    return (id: number) => byId.get(id) ?? { userCount: 0, seatsTaken: 0 };
  };

  /** Takes a seat with each call, of what is counted once. Answers why there is none, or null. */
  const seatTaker = async (all: readonly StoredLicence[]) => {
    const limited = all.filter(({ seats }) => seats !== null).map(({ id }) => id);
    const countsOf = limited.length > 0 ? await counts(all, limited) : null;
    return ({ id, name, seats }: StoredLicence): LicenceRefusal | null => {
      if (seats === null || countsOf === null) return null;
      const count = countsOf(id);
      if (count.seatsTaken >= seats)
        return { code: 'NO_SEATS_LEFT', why: refuse('no-seats-left', { licence: name, seats }) };
      count.seatsTaken += 1;
      return null;
    };
  };

  const assertFits = async (licence: StoredLicence, wanted: Wanted, userId: number | null) => {
    const misfit = misfitOf(licence, {
      type: wanted.type,
      roles: await roles().findMany(wanted.roles),
      // Of other types, keys go with the change of the type.
      hasKeys: wanted.type === 'api-only' && userId !== null && (await store.hasKeys(userId)),
    });
    if (!misfit) return;
    const isAskedFor = wanted.licence !== undefined;
    const values = { licence: licence.name };
    switch (misfit.code) {
      case 'LICENCE_NOT_FOR_TYPE':
        throw fieldError(
          misfit.code,
          isAskedFor ? 'licence' : 'type',
          refuse('licence-not-for-type', values),
        );
      case 'LICENCE_FORBIDS_ROLE':
        throw fieldError(
          misfit.code,
          isAskedFor ? 'licence' : 'roles',
          refuse('licence-forbids-role', { ...values, role: misfit.role }),
        );
      case 'LICENCE_FORBIDS_API_KEYS':
        throw fieldError(misfit.code, 'licence', refuse('licence-forbids-api-keys', values));
    }
  };

  /** The licence that the user is to have: one of who may give it, and that fits. */
  const choose = async (
    all: readonly StoredLicence[],
    wanted: Wanted,
    present: Present | null,
    actor: Actor,
  ): Promise<StoredLicence> => {
    const unasked = licenceOf(all, { licenceId: present?.licenceId ?? null, type: wanted.type });
    const licence =
      wanted.licence === undefined
        ? unasked
        : wanted.licence === null
          ? licenceOf(all, { licenceId: null, type: wanted.type })
          : all.find(({ id }) => id === wanted.licence);
    if (!licence) throw fieldError('UNKNOWN_LICENCE', 'licence');
    if (licence.id !== unasked.id && !actor.can('licences.assign')) throw new GatehouseError('NOT_PERMITTED');
    await assertFits(licence, wanted, present?.id ?? null);
    return licence;
  };

  const forOthers = {
    /**
     * First in a transaction that gives somebody a licence, a role, a type or a key, or that enables them: who changes
     * licences or takes a seat at the same time waits. MariaDB reads what was there at a transaction's first plain
     * read, hence first.
     */
    hold: () => store.hold(),

    /** Refuses what whoever is made like this could not have; seats are asked about when they are made. */
    async assertMayHave(wanted: Wanted, actor: Actor) {
      await choose(await store.all(), wanted, null, actor);
    },

    /**
     * Gives the user what is wanted, or refuses it; `present`: as they are, null where they are new. Answers the id
     * that is kept: null for the licence that goes with the type.
     */
    async settle(wanted: Wanted, present: Present | null, actor: Actor) {
      const all = await store.hold();
      const before = present && licenceOf(all, present);
      const licence = await choose(all, wanted, present, actor);
      if (licence.id !== before?.id && present?.lifecycle !== 'disabled') {
        const refused = (await seatTaker(all))(licence);
        if (refused) throw fieldError(refused.code, 'licence', refused.why);
      }
      const licenceId = licence.code === DEFAULT_LICENCES[wanted.type] ? null : licence.id;
      return { licenceId, name: licence.name, before: before?.name ?? null };
    },

    /**
     * Takes seats for users who are enabled, one with each call: who is disabled has none. Answers why there is none, or
     * null. The command line, which is the way back in, is not held up.
     */
    async enabling(actor: Actor) {
      const all = await store.hold();
      const take = await seatTaker(all);
      return (user: Present): LicenceRefusal | null =>
        user.lifecycle === 'disabled' && !isSystem(actor) ? take(licenceOf(all, user)) : null;
    },

    /** Why users may not hold the role, by their licences; or null. */
    async refusalOfRole(roleId: number) {
      const all = await store.all();
      const [role] = await roles().findMany([roleId]);
      return (user: Licensed): LicenceRefusal | null => {
        const licence = licenceOf(all, user);
        if (!role || allowsRole(licence, role)) return null;
        const why = refuse('licence-forbids-role', { licence: licence.name, role: role.name });
        return { code: 'LICENCE_FORBIDS_ROLE', why };
      };
    },

    /** The licences with which not all of these roles may be held. */
    async forbidding(roleIds: readonly number[]) {
      const given = await roles().findMany(roleIds);
      const all = await store.all();
      return all.filter((licence) => !given.every((role) => allowsRole(licence, role))).map(({ id }) => id);
    },

    /** Refuses that a role names these licences, where one does not exist, or somebody who holds it has another. */
    async assertMayName(roleId: number, ids: readonly number[]) {
      const all = await store.hold();
      if (!ids.every((id) => all.some((licence) => licence.id === id)))
        throw fieldError('UNKNOWN_LICENCE', 'licences');
      const others = all.filter((licence) => !allowsRole(licence, { licences: ids })).map(({ id }) => id);
      const count = await store.countWithRoles(others, [roleId]);
      if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', 'licences', refuse('users-misfit', { count }));
    },

    async allowsKeys(user: Licensed) {
      return licenceOf(await store.all(), user).features.includes('api-keys');
    },

    async assertAllowsKeys(user: Licensed) {
      const { name, features } = licenceOf(await store.hold(), user);
      if (!features.includes('api-keys'))
        throw new GatehouseError('LICENCE_FORBIDS_API_KEYS', {
          why: refuse('licence-forbids-api-keys', { licence: name }),
        });
    },

    /** Tells which licence each of any number of users has. */
    async describer() {
      const all = await store.all();
      return (user: Licensed) => {
        const { id, name, code } = licenceOf(all, user);
        return { id, name, code };
      };
    },
  };

  return { counts, forOthers };
};
