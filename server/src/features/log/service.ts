import type { LogEntry } from '../../../../shared/contracts/log';
import type { Actor } from '../../lib/actor';
import { clock } from '../../lib/clock';
import { inTransaction } from '../../lib/database';
import { GatehouseError } from '../../lib/errors';
import { paginate } from '../../lib/pagination';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';
import { createLogStore } from './store';

type Change = {
  userId: number;
  action: string;
  changes: LogEntry['changes'];
  text?: string | null;
  actor: Actor;
};

const by = ({ adminUserId, name, ip }: Actor) => ({
  actorId: adminUserId,
  actorName: name.slice(0, 255),
  ip,
});

export const logService = ({ strapi }: { strapi: Strapi }) => {
  const store = createLogStore(strapi);

  const assertUser = async (id: number) => {
    if (!(await getService(strapi, 'users').find(id))) throw new GatehouseError('NOT_FOUND');
  };

  return {
    /** Writes down what was done to a user, in the transaction that does it. An update that changed nothing is not one. */
    async recordChange({ userId, action, changes, text = null, actor }: Change) {
      if (action === 'updated' && changes === null) return;
      await store.insertMany([{ userId, kind: 'change', action, changes, text, ...by(actor) }], clock.now());
    },

    async list(userId: number, { page, pageSize }: { page: number; pageSize: number }) {
      await assertUser(userId);
      const { total, entries } = await store.list(userId, { offset: (page - 1) * pageSize, limit: pageSize });
      return { data: entries, meta: paginate({ page, pageSize, total }) };
    },

    addNote: (userId: number, text: string, actor: Actor) =>
      inTransaction(strapi, async () => {
        await assertUser(userId);
        await store.insertMany(
          [{ userId, kind: 'note', action: 'note', changes: null, text, ...by(actor) }],
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
