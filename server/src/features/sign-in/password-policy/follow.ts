import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { whileHeld } from '../../settings/lease/record';
import { markExpiredPasswords, recordPasswordChanges } from './record';

/** Every hour, at a minute when not everything else runs. */
const SCHEDULE = '41 * * * *';
const WORK = 'password-expiry';
const LEASE_MS = 5 * 60 * 1000;

/** Shows in list and filter whose password is too old. The sign-in asks by itself. Every server asks; one does it. */
const expirePasswords = (strapi: Strapi) =>
  whileHeld(strapi, WORK, LEASE_MS, () => markExpiredPasswords(strapi));

export const schedulePasswordExpiry = (strapi: Strapi) =>
  strapi.cron.add({
    gatehousePasswordExpiry: {
      options: { rule: SCHEDULE },
      task: () =>
        expirePasswords(strapi).catch((error: unknown) =>
          // Fails open here, and not at the sign-in: the list shows it an hour later.
          strapi.log.error('[gatehouse] passwords that are too old could not be marked', error),
        ),
    },
  });

const USER = 'admin::user';

type Row = { id: number; password: string | null };
type Event = {
  params: { where?: object; data?: { password?: string | null } };
  result?: { id?: number; password?: string | null };
  state: { before?: Row[] };
};

/**
 * Sees every change of a password hash, one or many, by whatever path, in the transaction of the change. Subscribed
 * after the directory, so that there is an entry to write to.
 */
export const followPasswords = (strapi: Strapi) => {
  const rememberHashes = async (event: Event) => {
    const { where, data } = event.params;
    if (data?.password === undefined) return;
    const before = await strapi.db.query(USER).findMany({ where, select: ['id', 'password'] });
    event.state = { before };
  };

  const recordChanges = async ({ params, state }: Event) => {
    const password = params.data?.password ?? null;
    const changed = (state.before ?? []).filter((row) => row.password !== password);
    if (changed.length === 0) return;
    const replaced = changed.flatMap((row) =>
      row.password ? [{ adminUserId: Number(row.id), passwordHash: row.password }] : [],
    );
    // One that was only taken away is nothing that somebody chose.
    await recordPasswordChanges(
      strapi,
      password === null ? [] : changed.map(({ id }) => Number(id)),
      replaced,
    );
  };

  followChanges(strapi, {
    models: [USER],
    afterCreate: async ({ result }: Event) => {
      if (result?.id && result.password) await recordPasswordChanges(strapi, [Number(result.id)], []);
    },
    beforeUpdate: rememberHashes,
    afterUpdate: recordChanges,
    beforeUpdateMany: rememberHashes,
    afterUpdateMany: recordChanges,
  });
};
