import { setTimeout as sleep } from 'node:timers/promises';

import type { Job } from '../../../shared/contracts/bulk';
import type { gatehouseAt } from '../vocabulary';

/** What `_q` finds of a crowd. */
export const CROWD = 'crowd';

/** Changes of many users at once, at one server. */
export const jobsAt = ({
  call,
  gatehouse,
  sql,
}: Pick<ReturnType<typeof gatehouseAt>, 'call' | 'gatehouse' | 'sql'>) => {
  const read = async (id: number, query = '') => (await gatehouse.get(`/jobs/${id}${query}`)).body;

  return {
    /** So many users, written many at a time: one after the other would take minutes. Gives their ids. */
    aCrowd: async (size: number): Promise<number[]> => {
      await call(`(async () => {
        const people = Array.from({ length: ${size} }, (_, n) => ({
          email: \`${CROWD}.\${n}@example.test\`, firstname: 'Crowd', lastname: String(n), isActive: true, blocked: false,
        }));
        for (let at = 0; at < people.length; at += 500)
          await strapi.db.query('admin::user').createMany({ data: people.slice(at, at + 500) });
      })()`);
      const rows = await sql('SELECT ?? FROM ?? WHERE ?? LIKE ? ORDER BY ??', [
        'id',
        'gatehouse_users',
        'email',
        `${CROWD}.%`,
        'id',
      ]);
      return rows.map(({ id }) => Number(id));
    },
    begin: async (body: object, ask: object = {}): Promise<Job> => {
      const answer = await gatehouse.post('/users/bulk', { body, ...ask });
      expect([answer.status, answer.body.error]).toEqual([202, undefined]);
      return answer.body.data.job;
    },
    read,
    untilFinished: async ({ id }: Job): Promise<Job> => {
      for (;;) {
        const { data } = await read(id);
        if (data.finishedAt) return data;
        await sleep(50);
      }
    },
    count: async (table: string, where: Record<string, unknown>) => {
      const conditions = Object.keys(where).map(() => '?? = ?');
      const [row] = await sql(`SELECT count(*) AS ?? FROM ?? WHERE ${conditions.join(' AND ')}`, [
        'total',
        table,
        ...Object.entries(where).flat(),
      ]);
      return Number(row?.total);
    },
  };
};
