import { hash } from '@node-rs/bcrypt';

import { aPerson, firstAdmin, PASSWORD, signIn } from './people.mjs';
import { startServer } from './server.mjs';

const ROWS_A_STATEMENT = 500;
const EDITOR = 'strapi-editor';
const ARTICLES = 10;
const COST = 10;

/**
 * Databases as stock Strapi leaves them, for copies to start from: with the first admin, articles, an API token, and
 * users who all have the same password. Made when first asked for.
 */
export const createFixtures = (databases) => {
  const made = new Map();

  const base = async () => {
    const database = await databases.create();
    const server = await startServer({ database, gatehouse: false });
    await server.post('/admin/register-admin', {
      body: { ...firstAdmin, firstname: 'First', lastname: 'Admin' },
    });
    const { token } = await signIn(server, firstAdmin);
    const created = await server.post('/admin/api-tokens', {
      token,
      expect: 201,
      body: { name: 'bench', description: '', type: 'full-access', lifespan: null, permissions: null },
    });
    const apiToken = created.json().data.accessKey;
    for (let n = 1; n <= ARTICLES; n += 1) {
      await server.post('/api/articles', {
        token: apiToken,
        expect: 201,
        body: { data: { title: `Article ${n}`, body: 'Lorem ipsum dolor sit amet. '.repeat(10) } },
      });
    }
    await server.stop();
    return { database, apiToken };
  };

  const once = (users, make) => {
    if (!made.has(users)) {
      const making = make();
      made.set(users, making);
      // The next measure may have more luck.
      making.catch(() => made.delete(users));
    }
    return made.get(users);
  };

  /** `{ database, apiToken }` with so many users besides the first admin: `aPerson(1)` and on. */
  const withUsers = (users) =>
    once(users, async () => {
      const { database: from, apiToken } = await once(0, base);
      const database = await databases.create(from);
      await database.open((connection) => insertUsers(connection, users));
      return { database, apiToken };
    });

  return {
    withUsers,

    /** A server on a copy of its own. */
    async start({ users, ...options }) {
      const { database: from, apiToken } = await withUsers(users);
      const server = await startServer({ ...options, database: await databases.create(from) });
      return {
        ...server,
        apiToken,
        async stop() {
          await server.stop();
          await server.database.drop();
        },
      };
    },

    /** Gatehouse alone while `work` runs, on a copy of its own. */
    async withGatehouse(options, work) {
      const gatehouse = await this.start({ ...options, gatehouse: true });
      try {
        return await work({ gatehouse });
      } finally {
        await gatehouse.stop();
      }
    },

    /** Stock and Gatehouse side by side while `work` runs, each on a copy of its own. */
    async withBoth(options, work) {
      const stock = await this.start({ ...options, gatehouse: false, config: undefined });
      try {
        return await this.withGatehouse(options, ({ gatehouse }) => work({ stock, gatehouse }));
      } finally {
        await stock.stop();
      }
    },
  };
};

const insertUsers = async (connection, users) => {
  const password = await hash(PASSWORD, { cost: COST });
  const [{ last }] = await connection('admin_users').max({ last: 'id' });
  const now = new Date();
  await connection.transaction(async (trx) => {
    for (let from = 1; from <= users; from += ROWS_A_STATEMENT) {
      const size = Math.min(ROWS_A_STATEMENT, users - from + 1);
      await trx('admin_users').insert(
        Array.from({ length: size }, (_, index) => ({
          ...aPerson(from + index),
          document_id: `bench${String(from + index).padStart(19, '0')}`,
          password,
          is_active: true,
          blocked: false,
          created_at: now,
          updated_at: now,
          published_at: now,
        })),
      );
    }
    const { id: role } = await trx('admin_roles').where({ code: EDITOR }).first('id');
    await trx.raw(
      'insert into admin_users_roles_lnk (user_id, role_id, role_ord, user_ord) select id, ?, 1, id from admin_users where id > ?',
      [role, last],
    );
  });
};
