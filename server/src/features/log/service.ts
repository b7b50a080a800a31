import type { LogEntry } from '../../../../shared/contracts/log';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { inTransaction } from '../../lib/database';
import { GatehouseError } from '../../lib/errors';
import { paginate } from '../../lib/pagination';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import { createLogStore, type LogOf } from './store';

type Change = {
  /** Null: of what holds for everybody. */
  userId: number | null;
  /** The role that it is about, where it is about one. */
  roleId?: number | null;
  action: string;
  changes: LogEntry['changes'];
  text?: string | null;
  actor: Actor;
};

type Paging = { page: number; pageSize: number };

const by = ({ adminUserId, name, ip }: Actor) => ({
  actorId: adminUserId,
  actorName: name.slice(0, 255),
  ip,
});

/** For who is limited to their own accounts: the names of others are among them. */
const withoutOthers = ({ changes, ...entry }: LogEntry): LogEntry => {
  const { accounts: _, ...others } = changes ?? {};
  return {
    ...entry,
    text: entry.action.startsWith('delegation-') ? null : entry.text,
    changes: Object.keys(others).length > 0 ? others : null,
  };
};

export const logService = ({ strapi }: { strapi: Strapi }) => {
  const store = createLogStore(strapi);

  const assertUser = async (id: number) => {
    if (!(await getService(strapi, 'users').find(id))) throw new GatehouseError('NOT_FOUND');
  };

  const pageOf = async (of: LogOf, { page, pageSize }: Paging) => {
    const { total, entries } = await store.list(of, { offset: (page - 1) * pageSize, limit: pageSize });
    return { data: entries, meta: paginate({ page, pageSize, total }) };
  };

  const recordChanges = async (all: readonly Change[]) => {
    const entries = all
      .filter(({ action, changes }) => action !== 'updated' || changes !== null)
      .map(({ userId, roleId = null, action, changes, text = null, actor }) => {
        return { userId, roleId, kind: 'change' as const, action, changes, text, ...by(actor) };
      });
    await store.insertMany(entries, clock.now());
  };
  /** Writes down what was done, in the transaction that does it. An update that changed nothing is not one. */
  const recordChange = (change: Change) => recordChanges([change]);

  return {
    recordChange,

    /** The same for many, together. */
    recordChanges,

    /** What has made a user's fields as they are; null where the log does not go back to it, or it became so unseen. */
    async lastChangeOf<F extends string>(
      user: { id: number } & Record<F, unknown>,
      fields: readonly F[],
    ): Promise<LogEntry | null> {
      const entry = await store.lastWith(user.id, fields);
      const isAsItIs = fields.every((field) => {
        const change = entry?.changes?.[field];
        return !change || change.after === user[field];
      });
      return isAsItIs ? entry : null;
    },

    async list(userId: number, paging: Paging, actor: Actor) {
      await assertUser(userId);
      const page = await pageOf({ userId }, paging);
      const isLimited = (await getService(strapi, 'reach').of(actor)) !== null;
      return isLimited ? { ...page, data: page.data.map(withoutOthers) } : page;
    },

    /** What was changed of one thing that holds for everybody. */
    listOfEnvironment: (action: string, paging: Paging) => pageOf({ userId: null, action }, paging),

    /** What was changed of one role. */
    listOfRole: (roleId: number, paging: Paging) => pageOf({ roleId }, paging),

    /** All but notes. */
    deleteBefore: (before: Date) =>
      getService(strapi, 'lease').inBatches('log-retention', (limit) =>
        store.deleteSomeBefore(before, limit),
      ),

    addNote: (userId: number, text: string, actor: Actor) =>
      inTransaction(strapi, async () => {
        await assertUser(userId);
        await store.insertMany(
          [{ userId, roleId: null, kind: 'note', action: 'note', changes: null, text, ...by(actor) }],
          clock.now(),
        );
        return { data: await store.latest(userId) };
      }),
  };
};

declare module '../../lib/services' {
  interface Services {
    log: ReturnType<typeof logService>;
  }
}
