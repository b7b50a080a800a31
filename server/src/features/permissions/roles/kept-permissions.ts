import { setTimeout as sleep } from 'node:timers/promises';

import { PLUGIN_ID } from '../../../../../shared/constants';
import { SUPER_ADMIN } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import {
  afterCommit,
  inTransaction,
  newDocumentId,
  type Row,
  withinTransaction,
} from '../../../platform/database';
import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';

const PERMISSION = 'admin::permission';
const SETTINGS = 'gatehouse_settings';
const NAME = 'kept-permissions';
/** Saving a role changes its permissions one by one; this collects them. */
const PAUSE_MS = 250;

type Native = Kept & {
  role: { id: number; code: string } | null;
  apiToken: { id: number } | null;
};
/** As Strapi stores it, without its owner. */
type Kept = {
  action: string;
  actionParameters: object | null;
  subject: string | null;
  properties: object | null;
  conditions: string[] | null;
};
type KeptOf = Kept & { roleId: number | null; tokenId: number | null };

const present = (strapi: Strapi): Promise<Native[]> =>
  strapi.db.query(PERMISSION).findMany({
    where: { action: { $startsWith: `plugin::${PLUGIN_ID}.` } },
    orderBy: { id: 'asc' },
    populate: { role: { select: ['id', 'code'] }, apiToken: { select: ['id'] } },
  });

const toKept = ({ action, actionParameters, subject, properties, conditions, role, apiToken }: Native) => ({
  ...{ action, actionParameters, subject, properties, conditions },
  roleId: role?.id ?? null,
  tokenId: apiToken?.id ?? null,
});

const ensure = async (strapi: Strapi) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS)
    .insert({ document_id: newDocumentId(), name: NAME, value: '[]', created_at: clock.now() })
    .onConflict()
    .ignore();
};

/** Call first in a transaction: the next to keep or give back permissions waits until it ends. */
const hold = async (strapi: Strapi): Promise<{ text: string; kept: KeptOf[] }> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(SETTINGS).where({ name: NAME }).forUpdate().first<Row>('value');
  const text = String(row?.value);
  return { text, kept: JSON.parse(text) as KeptOf[] };
};

const write = async (strapi: Strapi, value: string) => {
  const { from } = await withinTransaction(strapi);
  await from(SETTINGS).where({ name: NAME }).update({ value, updated_at: clock.now() });
};

const isOfSuperAdmins = ({ role }: Native) => role?.code === SUPER_ADMIN;

/** Strapi itself gives super admins everything: where they hold nothing, it has just taken it away. */
const keep = (strapi: Strapi) => {
  return inTransaction(strapi, async () => {
    const { text } = await hold(strapi);
    const all = await present(strapi);
    const value = JSON.stringify(all.filter((one) => !isOfSuperAdmins(one)).map(toKept));
    if (all.some(isOfSuperAdmins) && value !== text) await write(strapi, value);
  });
};

const idsOf = async (strapi: Strapi, uid: 'admin::role' | 'admin::api-token', ids: (number | null)[]) => {
  const found = await strapi.db
    .query(uid)
    .findMany({ where: { id: { $in: ids.filter((id) => id !== null) } }, select: ['id'] });
  return new Set(found.map(({ id }) => Number(id)));
};

/**
 * When started without Gatehouse, Strapi deletes all permissions for its actions, as they are not registered
 * (admin/server/src/services/permission/queries.ts, cleanPermissionsInDatabase, 5.54): those of super admins
 * at once, the others by pages, missing some. They are given back to the roles and admin tokens that still
 * exist if super admins hold none, which never happens with Gatehouse.
 */
export const giveBackPermissions = async (strapi: Strapi) => {
  await ensure(strapi);
  const restored = await inTransaction(strapi, async () => {
    const { kept } = await hold(strapi);
    const all = kept.length > 0 ? await present(strapi) : [];
    if (kept.length === 0 || all.some(isOfSuperAdmins)) return [];
    const left = new Set(all.map((one) => JSON.stringify(toKept(one))));
    const roles = await idsOf(
      strapi,
      'admin::role',
      kept.map(({ roleId }) => roleId),
    );
    const tokens = await idsOf(
      strapi,
      'admin::api-token',
      kept.map(({ tokenId }) => tokenId),
    );
    const back = kept.filter(
      (one) =>
        !left.has(JSON.stringify(one)) &&
        ((one.roleId !== null && roles.has(one.roleId)) || (one.tokenId !== null && tokens.has(one.tokenId))),
    );
    // One by one, as Strapi does: this links each to its role. Only at such a start.
    for (const { roleId, tokenId, ...permission } of back)
      await strapi.db
        .query(PERMISSION)
        .create({ data: { ...permission, role: roleId, apiToken: tokenId } as never });
    return back;
  });
  if (restored.length > 0)
    strapi.log.info(
      `[gatehouse] ${restored.length} permissions were given back that Strapi took away while the plugin was switched off`,
    );
};

const pending = new WeakMap<Strapi, Promise<void>>();

/** Keeps a copy of who holds which permissions of Gatehouse, at start and whenever they change. */
export const keepPermissions = async (strapi: Strapi) => {
  let isDue = false;
  const keepDue = async () => {
    while (isDue) {
      await sleep(PAUSE_MS);
      isDue = false;
      // Fails open: the copy is made again at the next change and at the next start.
      await keep(strapi).catch((error: unknown) =>
        strapi.log.error('[gatehouse] permissions could not be kept', error),
      );
    }
    pending.delete(strapi);
  };
  const keepSoon = () =>
    afterCommit(strapi, () => {
      isDue = true;
      if (!pending.has(strapi)) pending.set(strapi, keepDue());
    });
  followChanges(strapi, {
    models: [PERMISSION],
    ...Object.fromEntries(
      [
        'afterCreate',
        'afterCreateMany',
        'afterUpdate',
        'afterUpdateMany',
        'afterDelete',
        'afterDeleteMany',
      ].map((event) => [event, keepSoon]),
    ),
  });
  await keep(strapi);
};

/** Await before the database is closed. */
export const permissionsKept = (strapi: Strapi) => pending.get(strapi);
