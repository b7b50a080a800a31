import type { Vocabulary } from '../../support/vocabulary';

/** A native user as the database has it, in the part the directory follows. */
export type NativeRow = {
  id: number;
  email: string;
  username: string | null;
  firstname: string | null;
  lastname: string | null;
  isActive: boolean;
};

/** An entry of the directory as the database has it; dates as the database gives them. */
export type EntryRow = Record<string, unknown> & {
  id: number;
  admin_user_id: number;
  email: string;
  user_name: string;
  user_name_key: string;
  firstname: string | null;
  lastname: string | null;
  role_names: string;
  search_text: string;
  lifecycle: string;
  lock: string;
  credential: string;
};

/** What stands in the tables of one server's database, read behind the plugin's back. */
export const tablesOf = ({ sql }: Pick<Vocabulary, 'sql'>) => {
  const natives = async (): Promise<NativeRow[]> => {
    const rows = await sql<NativeRow & { is_active: unknown }>(
      'SELECT ??, ??, ??, ??, ??, ?? FROM ?? ORDER BY ??',
      ['id', 'email', 'username', 'firstname', 'lastname', 'is_active', 'admin_users', 'id'],
    );
    return rows.map(({ is_active, ...row }) => ({ ...row, isActive: Boolean(is_active) }));
  };
  const native = async (id: number) => (await natives()).find((row) => row.id === id);

  const entries = () => sql<EntryRow>('SELECT * FROM ?? ORDER BY ??', ['gatehouse_users', 'admin_user_id']);
  const entry = async (adminUserId: number): Promise<EntryRow | undefined> =>
    (
      await sql<EntryRow>('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_users', 'admin_user_id', adminUserId])
    )[0];

  /** How many entries the log has. */
  /** What was done to users; the tests themselves change the policy. */
  const logged = async () => {
    const [row] = await sql<{ total: unknown }>('SELECT COUNT(*) AS ?? FROM ?? WHERE ?? IS NOT NULL', [
      'total',
      'gatehouse_notes',
      'user_id',
    ]);
    return Number(row?.total);
  };
  return { natives, native, entries, entry, logged };
};

/** Native users made through Strapi's query engine, as a plugin or a script would; gives their ids. */
export const createNatively = ({ call }: Pick<Vocabulary, 'call'>, users: object[]): Promise<number[]> =>
  call(`(async () => {
    const ids = [];
    for (const data of ${JSON.stringify(users)}) {
      ids.push(Number((await strapi.db.query('admin::user').create({ data })).id));
    }
    return ids;
  })()`);
