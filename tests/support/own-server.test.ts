import { aDatabase, type Database, type Server, startStrapi } from '.';

describe("a server of a test's own", () => {
  let database: Database;
  let first: Server;
  beforeAll(async () => {
    database = await aDatabase();
    first = await startStrapi({ database });
  });
  afterAll(() => database.drop());

  it('shares a database with another, and each ends by itself', async () => {
    const user = await first.aUser();
    const second = await startStrapi({ database });

    expect((await second.signIn(user.email, user.password)).status).toBe(200);

    await first.kill();
    expect((await second.signIn(user.email, user.password)).status).toBe(200);
    await second.stop();
  });

  it('tells why it did not start', async () => {
    await expect(startStrapi({ env: { DATABASE_CLIENT: 'abacus' } })).rejects.toThrow(
      'DATABASE_CLIENT must be one of',
    );
  });
});
