/** What licences allow users to have, checked wherever it is given. */

import type { UserType } from '../../../../../shared/constants';
import type { ErrorCode } from '../../../../../shared/error-codes';
import { allowsRole, DEFAULT_LICENCES, misfitOf } from '../../../../../shared/licences';
import { type Refusal, refuse } from '../../../../../shared/refusals';
import { type Actor, isSystem } from '../../../platform/actor';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { holdLicences, type StoredLicence } from './store';
import * as store from './store';
import { findRoles, type StoredRole } from '../roles/store';

/** What determines a user's licence: their own setting, else the default of their type. */
type Licensed = { licenceId: number | null; type: UserType };
type Present = Licensed & { id: number; lifecycle: string };
/** What a user is to have. `licence`: the id asked for, if any; null: the default of the type. */
type Wanted = { type: UserType; roles: readonly number[]; licence?: number | null | undefined };
export type LicenceRefusal = { code: ErrorCode; why: Refusal };

/** The only place that resolves which licence a user has. */
const licenceOf = (all: readonly StoredLicence[], { licenceId, type }: Licensed): StoredLicence => {
  const code = DEFAULT_LICENCES[type];
  const licence = all.find(({ id }) => id === licenceId) ?? all.find((one) => one.code === code);
  if (!licence) throw new Error(`The licence ${code} is missing`);
  return licence;
};

/** Counts of these licences; null: of all. */
export const licenceCounts = async (
  strapi: Strapi,
  all: readonly StoredLicence[],
  ids: readonly number[] | null,
) => {
  const byId = new Map(all.map(({ id }) => [id, { userCount: 0, seatsTaken: 0 }]));
  for (const { users, isDisabled, ...licensed } of await store.countUsers(strapi, ids)) {
    const count = byId.get(licenceOf(all, licensed).id);
    if (!count) continue;
    count.userCount += users;
    if (!isDisabled) count.seatsTaken += users;
  }
  return (id: number) => byId.get(id) ?? { userCount: 0, seatsTaken: 0 };
};

/** Counts seats once, then takes one per call. Returns why there is none, or null. */
const seatTaker = async (strapi: Strapi, all: readonly StoredLicence[]) => {
  const limited = all.filter(({ seats }) => seats !== null).map(({ id }) => id);
  const countsOf = limited.length > 0 ? await licenceCounts(strapi, all, limited) : null;
  return ({ id, name, seats }: StoredLicence): LicenceRefusal | null => {
    if (seats === null || countsOf === null) return null;
    const count = countsOf(id);
    if (count.seatsTaken >= seats)
      return { code: 'NO_SEATS_LEFT', why: refuse('no-seats-left', { licence: name, seats }) };
    count.seatsTaken += 1;
    return null;
  };
};

const assertFits = async (strapi: Strapi, licence: StoredLicence, wanted: Wanted, userId: number | null) => {
  const misfit = misfitOf(licence, {
    type: wanted.type,
    roles: await findRoles(strapi, wanted.roles),
    // For other types, keys are removed when the type changes.
    hasKeys: wanted.type === 'api-only' && userId !== null && (await store.hasKeys(strapi, userId)),
  });
  if (!misfit) return;
  const isAskedFor = wanted.licence !== undefined;
  const values = { licence: licence.name };
  switch (misfit.code) {
    case 'LICENCE_NOT_FOR_TYPE':
      throw fieldError(misfit.code, isAskedFor ? 'licence' : 'type', refuse('licence-not-for-type', values));
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

/** The licence the user is to have. Throws where the actor may not give it, or it does not fit. */
const choose = async (
  strapi: Strapi,
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
  await assertFits(strapi, licence, wanted, present?.id ?? null);
  return licence;
};

/** Throws where a user created like this may not have the licence; seats are checked on creation. */
export const assertMayHaveLicence = async (strapi: Strapi, wanted: Wanted, actor: Actor) => {
  await choose(strapi, await store.all(strapi), wanted, null, actor);
};

/**
 * Gives the user what is wanted, or throws. `present`: the user as they are, null for a new one. Returns the
 * id to store: null for the default licence of the type.
 */
export const chooseLicence = async (
  strapi: Strapi,
  wanted: Wanted,
  present: Present | null,
  actor: Actor,
) => {
  const all = await holdLicences(strapi);
  const before = present && licenceOf(all, present);
  const licence = await choose(strapi, all, wanted, present, actor);
  if (licence.id !== before?.id && present?.lifecycle !== 'disabled') {
    const refused = (await seatTaker(strapi, all))(licence);
    if (refused) throw fieldError(refused.code, 'licence', refused.why);
  }
  const licenceId = licence.code === DEFAULT_LICENCES[wanted.type] ? null : licence.id;
  return { licenceId, name: licence.name, before: before?.name ?? null };
};

/**
 * Takes one seat per call for users being enabled, as disabled users have none. Returns why there is none, or
 * null. The command line, which is the way back in, is not held up.
 */
export const seatsForEnabling = async (strapi: Strapi, actor: Actor) => {
  const all = await holdLicences(strapi);
  const take = await seatTaker(strapi, all);
  return (user: Present): LicenceRefusal | null =>
    user.lifecycle === 'disabled' && !isSystem(actor) ? take(licenceOf(all, user)) : null;
};

const roleRefusal = (licence: StoredLicence, role: StoredRole): LicenceRefusal | null => {
  if (allowsRole(licence, role)) return null;
  const why = refuse('licence-forbids-role', { licence: licence.name, role: role.name });
  return { code: 'LICENCE_FORBIDS_ROLE', why };
};

/** Why a user's licence forbids the role; or null. */
export const licenceRefusalOfRole = async (strapi: Strapi, roleId: number) => {
  const all = await store.all(strapi);
  const [role] = await findRoles(strapi, [roleId]);
  return (user: Licensed) => (role ? roleRefusal(licenceOf(all, user), role) : null);
};

/** The same of one user and several roles. */
export const licenceRefusalOfRoles = async (strapi: Strapi, user: Licensed) => {
  const licence = licenceOf(await store.all(strapi), user);
  return (role: StoredRole) => roleRefusal(licence, role);
};

/** The licences that forbid any of these roles. */
export const licencesForbidding = async (strapi: Strapi, roleIds: readonly number[]) => {
  const roles = await findRoles(strapi, roleIds);
  const all = await store.all(strapi);
  return all.filter((licence) => !roles.every((role) => allowsRole(licence, role))).map(({ id }) => id);
};

/** Throws where the role may not name these licences: one does not exist, or a holder has another. */
export const assertMayNameLicences = async (strapi: Strapi, roleId: number, ids: readonly number[]) => {
  const all = await holdLicences(strapi);
  if (!ids.every((id) => all.some((licence) => licence.id === id)))
    throw fieldError('UNKNOWN_LICENCE', 'licences');
  const others = all.filter((licence) => !allowsRole(licence, { licences: ids })).map(({ id }) => id);
  const count = await store.countWithRoles(strapi, others, [roleId]);
  if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', 'licences', refuse('users-misfit', { count }));
};

export const licenceAllowsKeys = async (strapi: Strapi, user: Licensed) => {
  return licenceOf(await store.all(strapi), user).features.includes('api-keys');
};

export const assertLicenceAllowsKeys = async (strapi: Strapi, user: Licensed) => {
  const { name, features } = licenceOf(await holdLicences(strapi), user);
  if (!features.includes('api-keys'))
    throw new GatehouseError('LICENCE_FORBIDS_API_KEYS', {
      why: refuse('licence-forbids-api-keys', { licence: name }),
    });
};

/** Resolves the licences of any number of users from one query. */
export const licenceDescriber = async (strapi: Strapi) => {
  const all = await store.all(strapi);
  return (user: Licensed) => {
    const { id, name, code } = licenceOf(all, user);
    return { id, name, code };
  };
};
