import { analyze } from './statuses.mjs';

/** What a user can belong to: the table of each, and of its members. */
const KINDS = [
  {
    table: 'gatehouse_role_groups',
    members: 'gatehouse_user_role_groups',
    column: 'role_group_id',
    valuesOf: (id) => ({ name: `Group ${id}`, name_key: `group ${id}` }),
  },
  {
    table: 'gatehouse_dac_groups',
    members: 'gatehouse_user_dac_groups',
    column: 'dac_group_id',
    valuesOf: (id) => ({ name: `Group ${id}`, code: `G${id}`, code_key: `g${id}` }),
  },
  {
    table: 'gatehouse_accounts',
    members: 'gatehouse_account_members',
    column: 'account_id',
    valuesOf: (id) => ({
      name: `Account ${id}`,
      sibling_key: `account ${id}`,
      position: id - 1,
      path: `/${id}/`,
    }),
    memberValues: { role: 'viewer' },
  },
];
/** Of each kind the first is everybody's, and the second has one of so many users. */
const EVERY = [1, 1_000];

/** Puts everybody, and few, into groups and accounts. */
export const fillGroups = async ({ database }) => {
  const now = new Date();
  const own = { created_at: now, updated_at: now };
  await database.open(async (connection) => {
    for (const { table, members, column, valuesOf, memberValues = {} } of KINDS) {
      for (const [index, every] of EVERY.entries()) {
        const id = index + 1;
        await connection(table).insert({ id, document_id: `bench${id}`, ...valuesOf(id), ...own });
        const values = { [column]: id, ...memberValues, ...own };
        await connection(connection.raw('?? (??, user_id)', [members, Object.keys(values)])).insert(
          connection('gatehouse_users')
            .whereRaw('id % ? = 0', [every])
            .select(...Object.values(values).map((value) => connection.raw('?', [value])), 'id'),
        );
      }
    }
    await analyze(
      database,
      connection,
      KINDS.map(({ members }) => members),
    );
  });
};
