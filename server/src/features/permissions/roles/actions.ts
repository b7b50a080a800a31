import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/roles';
import { assertSteppedUp } from '../../../access/step-up';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { dropUndefined } from '../../../platform/drop-undefined';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { assertMfaPossible } from '../../sign-in/mfa/factors';
import { assertHasOwnFactor } from '../../sign-in/mfa/guards';
import { syncMfaRequired } from '../../sign-in/mfa/record';
import { assertMayNameLicences } from '../licences/holding';
import { licenceNames } from '../licences/record';
import { holdLicences } from '../licences/store';
import { assertMayGive, assertMayManageRole } from './guards';
import { getRole } from './queries';
import * as store from './store';
import { findRoles, type RoleRules } from './store';

/** Names of the licences that a role allows, before and after. */
const licenceNamesIn = async (strapi: Strapi, before: RoleRules, after: RoleRules) => {
  const names = await licenceNames(strapi);
  const namesOf = (ids: readonly number[]) => ids.flatMap((id) => names.get(id) ?? []).sort();
  return { before: namesOf(before.licences), after: namesOf(after.licences) };
};

/** Applies to current holders in the same transaction. */
export const updateRole = async (
  strapi: Strapi,
  id: number,
  body: z.output<typeof contracts.updateRole.body>,
  actor: Actor,
) => {
  await inTransaction(strapi, async () => {
    if (body.licences) await holdLicences(strapi);
    const [role] = await findRoles(strapi, [id]);
    if (!role) throw new GatehouseError('NOT_FOUND');
    await assertMayManageRole(strapi, id, actor);
    const { mfaRequired, maxSessions, apiActions, userTypes, licences, ownAccountsOnly } = {
      ...role,
      ...dropUndefined(body),
    };
    const after: RoleRules = {
      mfaRequired,
      maxSessions,
      apiActions,
      userTypes,
      licences,
      ownAccountsOnly,
    };
    const changes = Object.fromEntries(
      (Object.keys(after) as (keyof RoleRules)[])
        .filter((rule) => !isDeepStrictEqual(after[rule], role[rule]))
        .map((rule) => [rule, { before: role[rule], after: after[rule] }]),
    );
    if (Object.keys(changes).length === 0) return;
    if ('mfaRequired' in changes && after.mfaRequired) {
      assertMfaPossible(strapi);
      await assertHasOwnFactor(strapi, actor);
    }
    if ('ownAccountsOnly' in changes && !actor.isSuperAdmin) throw new GatehouseError('SUPER_ADMIN_ONLY');
    if ('apiActions' in changes) await assertMayGive(strapi, role, apiActions, actor);
    if ('userTypes' in changes && (await store.isHeldByOther(strapi, id, userTypes)))
      throw fieldError('ROLE_HELD_BY_TYPE', 'userTypes');
    if ('licences' in changes) {
      if (!actor.can('licences.manage')) throw new GatehouseError('NOT_PERMITTED');
      await assertMayNameLicences(strapi, id, licences);
    }
    if (['mfaRequired', 'ownAccountsOnly', 'apiActions'].some((rule) => rule in changes))
      await assertSteppedUp(strapi);
    await store.setRules(strapi, id, after, clock.now());
    if ('mfaRequired' in changes) await syncMfaRequired(strapi, null);
    await recordChange(strapi, {
      about: { kind: 'role', id, name: role.name },
      action: 'role-changed',
      changes:
        'licences' in changes ? { ...changes, licences: await licenceNamesIn(strapi, role, after) } : changes,
      actor,
    });
  });
  return getRole(strapi, id);
};
