import { aDatabase, databaseKind, startStrapi } from '../../support';

it('warns at start of an SQLite without a write-ahead log, and only of that', async () => {
  const database = await aDatabase();
  const warnsWith = async (journal: string) => {
    const server = await startStrapi({ database, env: { DATABASE_JOURNAL: journal } });
    await server.stop();
    return /GH014: .* Hint: /.test(server.output());
  };

  expect([await warnsWith('delete'), await warnsWith('wal')]).toEqual([databaseKind() === 'sqlite', false]);
  await database.drop();
}, 60_000);
