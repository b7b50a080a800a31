import { everyHour } from '../../../platform/every-hour';
import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { whileHeld } from '../../settings/lease/record';
import { markExpiredPasswords, recordPasswordChanges } from './record';

const LEASE_MS = 5 * 60 * 1000;

/** Marks old passwords for list and filter; the sign-in checks on its own. One server does it. */
export const schedulePasswordExpiry = (strapi: Strapi) =>
  everyHour(strapi, {
    name: 'gatehousePasswordExpiry',
    minute: 41,
    work: () => whileHeld(strapi, 'password-expiry', LEASE_MS, () => markExpiredPasswords(strapi)),
    failure: 'passwords that are too old could not be marked',
  });

const USER = 'admin::user';

type Row = { id: number; password: string | null };
type Event = {
  params: { where?: object; data?: { password?: string | null } };
  result?: { id?: number; password?: string | null };
  state: { before?: Row[] };
};

/**
 * Sees every change of password hashes, whatever the path, in the transaction of the change. Subscribed after
 * the directory, so that the user's entry already exists.
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
    // A password that was only removed is not a newly chosen one.
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
