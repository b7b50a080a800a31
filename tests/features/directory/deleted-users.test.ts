import { assertUsersAreFollowed } from '../../../server/src/platform/tables';
import { shared as at } from '../vocabulary';

/** Adds a row to every table with a column for users, of this one, and says of which tables it stays. */
const tablesThatKeep = ({ id, adminUserId }: { id: number; adminUserId: number }) =>
  at.call(`(async () => {
    const ours = [...strapi.db.metadata.values()].filter(({ uid }) => uid.startsWith('plugin::gatehouse.'));
    const columnsOf = (model) => Object.values(model.attributes).filter(({ columnName }) => columnName);
    const ids = { user_id: ${id}, for_user_id: ${id}, admin_user_id: ${adminUserId}, owner_id: ${adminUserId} };
    const namesUsers = (model) => columnsOf(model).filter(({ columnName }) => columnName in ids);
    const unique = () => 'x' + Math.random();
    const valueOf = ({ type, enum: among, columnName }) => {
      if (columnName in ids) return ids[columnName];
      if (type === 'enumeration') return among[0];
      if (type === 'integer' || type === 'biginteger') return 1 + Math.floor(Math.random() * 1e9);
      if (type === 'boolean') return false;
      if (type === 'datetime') return new Date();
      return columnName === 'target' ? 'user:${id}' : type === 'text' || type === 'json' ? '{}' : unique();
    };
    const tables = ours.filter(({ tableName }) => tableName !== 'gatehouse_users').filter((model) => namesUsers(model).length > 0);
    for (const model of tables)
      await strapi.db.connection(model.tableName).insert(
        Object.fromEntries(
          columnsOf(model)
            .filter(({ columnName }) => columnName !== 'id')
            .map((column) => [column.columnName, valueOf(column)]),
        ),
      );
    await strapi.service('admin::user').deleteById(${adminUserId});
    const left = [];
    for (const model of tables)
      for (const { columnName } of namesUsers(model)) {
        const row = await strapi.db.connection(model.tableName).where(columnName, ids[columnName]).first('id');
        if (row) left.push(model.tableName + '.' + columnName);
      }
    return { of: tables.length, left: left.sort() };
  })()`);

it('leave nothing behind but what is the history of others', async () => {
  const user = await at.aUser();
  expect(await tablesThatKeep(user)).toEqual({
    of: 22,
    left: [
      'gatehouse_job_results.user_id',
      'gatehouse_login_attempts.user_id',
      'gatehouse_mails.user_id',
      'gatehouse_notes.user_id',
    ],
  });
});

it.each(['userId', 'forUserId', 'adminUserId'])(
  'are thought of by whoever adds a table with a %s: Strapi does not start otherwise',
  (column) => {
    const table = { table: 'gatehouse_new', attributes: { [column]: { type: 'integer' } }, indexes: [] };
    expect(() => assertUsersAreFollowed({ table })).toThrow('gatehouse_new');
    expect(() =>
      assertUsersAreFollowed({ table: { ...table, users: { [column]: 'removed' } } }),
    ).not.toThrow();
  },
);
