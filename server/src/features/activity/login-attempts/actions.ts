import type { z } from 'zod';

import type {
  exportLoginAttempts,
  LoginAttemptFilters,
} from '../../../../../shared/contracts/login-attempts';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { userNames } from '../../people/users/record';
import { entriesOf } from '../../people/users/store';
import { recordChange } from '../log/record';
import { csvFileOf } from './export';
import { describe, filterOf } from './queries';
import * as store from './store';
import type { AttemptFilter } from './store';

/** Rows of an export that are in memory at a time. */
const EXPORT_PAGE = 1_000;

const pagesOf = async function* (strapi: Strapi, filter: AttemptFilter) {
  for await (const page of store.pages(strapi, filter, EXPORT_PAGE)) yield await describe(strapi, page);
};

const recordExport = async (strapi: Strapi, filters: LoginAttemptFilters, actor: Actor) => {
  const { adminUserId } = actor;
  const [user] = adminUserId === null ? [] : await entriesOf(strapi, [adminUserId]);
  // Fails closed: nothing is exported without a user to name for it.
  if (!user) throw new GatehouseError('UNKNOWN_USER');
  const { user: of, ip, outcome, reason, createdAt } = filters;
  const chosen = {
    user: of && ((await userNames(strapi, [of.$eq])).get(of.$eq) ?? String(of.$eq)),
    ip: ip?.$eq,
    outcome,
    reason,
    from: createdAt?.$gte,
    to: createdAt?.$lt,
  };
  const changes = Object.entries(chosen).flatMap(([field, after]) =>
    after === undefined ? [] : [[field, { before: null, after }] as const],
  );
  await recordChange(strapi, {
    about: { kind: 'user', id: user.id, name: user.userName },
    action: 'login-history-exported',
    changes: changes.length > 0 ? Object.fromEntries(changes) : null,
    actor,
  });
};

/** All matching attempts as a CSV file. The export is recorded in the actor's own log first. */
export const exportAttempts = async (
  strapi: Strapi,
  { filters }: z.output<typeof exportLoginAttempts.query>,
  actor: Actor,
) => {
  const filter = await filterOf(strapi, filters, actor);
  await recordExport(strapi, filters, actor);
  const day = clock.now().toISOString().slice(0, 10);
  return { name: `login-history-${day}.csv`, content: csvFileOf(pagesOf(strapi, filter)) };
};
