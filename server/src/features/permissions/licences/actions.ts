import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/licences';
import { type Licence, MAX_LICENCES } from '../../../../../shared/contracts/licences';
import { allowsRole } from '../../../../../shared/licences';
import type { LogAction } from '../../../../../shared/log/actions';
import { refuse } from '../../../../../shared/refusals';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { allRoles } from '../roles/store';
import { licenceCounts } from './holding';
import * as store from './store';
import { holdLicences, type LicenceValues, type StoredLicence } from './store';

const FIELDS = ['name', 'seats', 'features', 'userTypes', 'namedRolesOnly'] as const;

const describeOne = async (strapi: Strapi, id: number): Promise<Licence> => {
  const all = await store.all(strapi);
  const licence = all.find((one) => one.id === id);
  if (!licence) throw new GatehouseError('NOT_FOUND');
  return { ...licence, ...(await licenceCounts(strapi, all, [id]))(id) };
};

/** Throws, with their number, where users who have the licence would no longer fit it. */
const assertUsersFit = async (strapi: Strapi, before: StoredLicence, after: StoredLicence) => {
  const { id, seats } = after;
  const assertNobody = (count: number, field: string) => {
    if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', field, refuse('users-misfit', { count }));
  };
  if (seats !== null && seats !== before.seats) {
    const { seatsTaken } = await describeOne(strapi, id);
    if (seatsTaken > seats)
      throw fieldError('SEATS_TAKEN', 'seats', refuse('seats-taken', { count: seatsTaken }));
  }
  if (before.userTypes.some((type) => !after.userTypes.includes(type)))
    assertNobody(await store.countOfOtherTypes(strapi, id, after.userTypes), 'userTypes');
  if (after.namedRolesOnly && !before.namedRolesOnly) {
    const forbidden = (await allRoles(strapi)).filter((role) => !allowsRole(after, role));
    const roleIds = forbidden.map((role) => role.id);
    assertNobody(await store.countWithRoles(strapi, [id], roleIds), 'namedRolesOnly');
  }
  if (before.features.includes('api-keys') && !after.features.includes('api-keys'))
    assertNobody(await store.countWithKeys(strapi, id), 'features');
};

/** Changes to a licence itself are in no user's log. */
const record = (
  strapi: Strapi,
  action: LogAction,
  { id, name }: StoredLicence,
  before: Partial<LicenceValues>,
  after: Partial<LicenceValues>,
  actor: Actor,
) => {
  const changed = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return recordChange(strapi, {
    about: { kind: 'licence', id, name },
    action,
    changes: Object.fromEntries(
      changed.map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }]),
    ),
    actor,
  });
};

export const createLicence = (
  strapi: Strapi,
  { code, ...values }: z.output<typeof contracts.createLicence.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    if ((await holdLicences(strapi)).length >= MAX_LICENCES) throw fieldError('TOO_MANY_LICENCES', 'code');
    const id = await store.insert(strapi, code, values, clock.now());
    if (id === null) throw fieldError('LICENCE_CODE_TAKEN', 'code');
    const data = await describeOne(strapi, id);
    await record(strapi, 'licence-created', data, {}, values, actor);
    return { data };
  });

/** Waits for a concurrent change that gives the licence, or makes it wait. */
export const updateLicence = (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.updateLicence.body>,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    const before = (await holdLicences(strapi)).find((one) => one.id === id);
    if (!before) throw new GatehouseError('NOT_FOUND');
    const after = { ...before, ...dropUndefined(body) };
    if (FIELDS.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))) {
      await assertUsersFit(strapi, before, after);
      await store.update(strapi, id, after, clock.now());
      await record(strapi, 'licence-changed', before, before, after, actor);
    }
    return { data: await describeOne(strapi, id) };
  });

export const deleteLicence = (strapi: Strapi, id: number, actor: Actor) =>
  inTransaction(strapi, async () => {
    await holdLicences(strapi);
    const data = await describeOne(strapi, id);
    if (data.isBuiltIn) throw new GatehouseError('LICENCE_BUILT_IN');
    if (data.userCount > 0) throw new GatehouseError('LICENCE_HELD');
    if ((await allRoles(strapi)).some(({ licences }) => licences.includes(id)))
      throw new GatehouseError('LICENCE_NAMED');
    await store.remove(strapi, id);
    await record(strapi, 'licence-deleted', data, data, {}, actor);
    return { data };
  });
