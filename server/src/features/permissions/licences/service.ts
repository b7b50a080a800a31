import type { z } from 'zod';

import {
  type createLicence,
  type Licence,
  type listLicences,
  MAX_LICENCES,
  type updateLicence,
} from '../../../../../shared/contracts/licences';
import { allowsRole } from '../../../../../shared/licences';
import { refuse } from '../../../../../shared/refusals';
import { byName } from '../../../domain/order-key';
import type { LogAction } from '../../../../../shared/log/actions';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createHolding } from './holding';
import { createLicenceStore, type LicenceValues, type StoredLicence } from './store';

const FIELDS = ['name', 'seats', 'features', 'userTypes', 'namedRolesOnly'] as const;

export const licencesService = ({ strapi }: { strapi: Strapi }) => {
  const store = createLicenceStore(strapi);
  const holding = createHolding(strapi, store);
  const roles = () => getService(strapi, 'roles');

  const describeOne = async (id: number): Promise<Licence> => {
    const all = await store.all();
    const licence = all.find((one) => one.id === id);
    if (!licence) throw new GatehouseError('NOT_FOUND');
    return { ...licence, ...(await holding.counts(all, [id]))(id) };
  };

  /** Refuses, with how many there are, what users who have the licence would not fit any more. */
  const assertUsersFit = async (before: StoredLicence, after: StoredLicence) => {
    const { id, seats } = after;
    const assertNobody = (count: number, field: string) => {
      if (count > 0) throw fieldError('LICENCE_USERS_MISFIT', field, refuse('users-misfit', { count }));
    };
    if (seats !== null && seats !== before.seats) {
      const { seatsTaken } = await describeOne(id);
      if (seatsTaken > seats)
        throw fieldError('SEATS_TAKEN', 'seats', refuse('seats-taken', { count: seatsTaken }));
    }
    if (before.userTypes.some((type) => !after.userTypes.includes(type)))
      assertNobody(await store.countOfOtherTypes(id, after.userTypes), 'userTypes');
    if (after.namedRolesOnly && !before.namedRolesOnly) {
      const forbidden = (await roles().all()).filter((role) => !allowsRole(after, role));
      const roleIds = forbidden.map((role) => role.id);
      assertNobody(await store.countWithRoles([id], roleIds), 'namedRolesOnly');
    }
    if (before.features.includes('api-keys') && !after.features.includes('api-keys'))
      assertNobody(await store.countWithKeys(id), 'features');
  };

  /** What is done to a licence itself is in no user's log. */
  const record = (
    action: LogAction,
    { id, name }: StoredLicence,
    before: Partial<LicenceValues>,
    after: Partial<LicenceValues>,
    actor: Actor,
  ) => {
    const changed = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
    return getService(strapi, 'log').recordChange({
      about: { kind: 'licence', id, name },
      action,
      changes: Object.fromEntries(
        changed.map((field) => [field, { before: before[field] ?? null, after: after[field] ?? null }]),
      ),
      actor,
    });
  };

  return {
    async list({ page, pageSize }: z.output<typeof listLicences.query>) {
      const all = await store.all();
      const countsOf = await holding.counts(all, null);
      const data = byName(all)
        .slice((page - 1) * pageSize, page * pageSize)
        .map((licence) => ({ ...licence, ...countsOf(licence.id) }));
      return { data, meta: paginate({ page, pageSize, total: all.length }) };
    },

    create: ({ code, ...values }: z.output<typeof createLicence.body>, actor: Actor) =>
      inTransaction(strapi, async () => {
        if ((await store.hold()).length >= MAX_LICENCES) throw fieldError('TOO_MANY_LICENCES', 'code');
        const id = await store.insert(code, values, clock.now());
        if (id === null) throw fieldError('LICENCE_CODE_TAKEN', 'code');
        const data = await describeOne(id);
        await record('licence-created', data, {}, values, actor);
        return { data };
      }),

    /** Who gives the licence at the same time waits for it, or is waited for. */
    update: (id: number, body: z.output<typeof updateLicence.body>, actor: Actor) =>
      inTransaction(strapi, async () => {
        const before = (await store.hold()).find((one) => one.id === id);
        if (!before) throw new GatehouseError('NOT_FOUND');
        const after = { ...before, ...dropUndefined(body) };
        if (FIELDS.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))) {
          await assertUsersFit(before, after);
          await store.update(id, after, clock.now());
          await record('licence-changed', before, before, after, actor);
        }
        return { data: await describeOne(id) };
      }),

    remove: (id: number, actor: Actor) =>
      inTransaction(strapi, async () => {
        await store.hold();
        const data = await describeOne(id);
        if (data.isBuiltIn) throw new GatehouseError('LICENCE_BUILT_IN');
        if (data.userCount > 0) throw new GatehouseError('LICENCE_HELD');
        if ((await roles().all()).some(({ licences }) => licences.includes(id)))
          throw new GatehouseError('LICENCE_NAMED');
        await store.remove(id);
        await record('licence-deleted', data, data, {}, actor);
        return { data };
      }),

    /** What each is called. */
    names: async () => new Map((await store.all()).map(({ id, name }) => [id, name])),

    /** At start, before anybody comes in. */
    addBuiltIn: () => store.insertBuiltIn(clock.now()),

    ...holding.forOthers,
  };
};

declare module '../../../platform/services' {
  interface Services {
    licences: ReturnType<typeof licencesService>;
  }
}
