import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { followDeletedUsers } from '../../../platform/deleted-users';
import { everyHour } from '../../../platform/every-hour';
import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { noticeKeysExpiring } from '../../activity/notices/record';
import { whileHeld } from '../../settings/lease/record';
import { DAY_MS, revokeApiKeysOf } from './record';
import * as store from './store';
import { forgetTokens } from './store';

/** How long before a key expires its user is notified. */
const WARNED_BEFORE_MS = 14 * DAY_MS;
const WARNED_AT_A_TIME = 200;

/** Notifies users of keys that expire soon, once per key. */
export const warnOfExpiringKeys = async (strapi: Strapi) => {
  const now = clock.now();
  const before = new Date(now.getTime() + WARNED_BEFORE_MS);
  for (
    let keys = await store.expiringBefore(strapi, before, now, WARNED_AT_A_TIME);
    keys.length > 0;
    keys = await store.expiringBefore(strapi, before, now, WARNED_AT_A_TIME)
  ) {
    const due = keys;
    await inTransaction(strapi, async () => {
      await store.markWarned(
        strapi,
        due.map(({ id }) => id),
        clock.now(),
      );
      await noticeKeysExpiring(strapi, due);
    });
  }
};

type Event = { params: { where?: unknown }; state: { ids?: number[] } };

const TOKEN = 'admin::api-token';

/** Follows deleted owners and tokens, in Strapi or here: a token id must never come to mean another token. */
export const followKeys = (strapi: Strapi) => {
  const remember = async (event: Event) => {
    const rows = await strapi.db
      .query(TOKEN)
      .findMany({ where: event.params.where as object, select: ['id'] });
    event.state = { ids: rows.map(({ id }: { id: number }) => Number(id)) };
  };
  const forget = ({ state }: Event) => forgetTokens(strapi, state.ids ?? []);
  followDeletedUsers(strapi, ({ userIds }) => revokeApiKeysOf(strapi, userIds));
  followChanges(strapi, {
    models: [TOKEN],
    beforeDelete: remember,
    afterDelete: forget,
    beforeDeleteMany: remember,
    afterDeleteMany: forget,
  });
};

const LEASE_MS = 5 * 60 * 1000;

/** Every server calls it; the lease lets one at a time do it. */
export const scheduleKeyWarnings = (strapi: Strapi) =>
  everyHour(strapi, {
    name: 'gatehouseApiKeys',
    minute: 47,
    work: () => whileHeld(strapi, 'api-keys', LEASE_MS, () => warnOfExpiringKeys(strapi)),
    failure: 'users could not be told of keys that expire',
  });
