import { aDatabase, startStrapi, type Database, type Server } from '../support';
import { gatehouseAt } from '../features/vocabulary';

/** One of several servers of a project: a process of its own, a database in common. */
export type Member = Omit<Server, keyof Words> & Words;
type Words = ReturnType<typeof gatehouseAt>;

type Wishes = Omit<NonNullable<Parameters<typeof startStrapi>[0]>, 'database'>;

/** The floor only costs time here: what it hides is no matter of several servers. */
const config = { signIn: { refusalFloorMs: 0 } };

export const aMember = async (database: Database, wishes: Wishes = {}): Promise<Member> => {
  const server = await startStrapi({ config, ...wishes, database });
  return { ...server, ...gatehouseAt(server) };
};

/**
 * Two servers on one database. One after the other, as Strapi 5.54 makes and changes its tables without a lock: of two
 * that begin with an empty database, one may end with “table already exists” (database/dist/schema/index.js).
 */
export const aPair = async (wishes: Wishes = {}) => {
  const database = await aDatabase();
  const one = await aMember(database, wishes);
  const other = await aMember(database, wishes);
  const end = async () => {
    await Promise.all([one.stop(), other.stop()]);
    await database.drop();
  };
  return { database, one, other, end };
};

/** Lines that a server printed where two writers were in each other's way and the database made one of them give up. */
export const givenUp = ({ output }: Member): string[] =>
  output()
    .split('\n')
    .filter((line) => GAVE_UP.test(line));
const GAVE_UP = /SQLITE_BUSY|database is locked|deadlock|lock wait timeout|could not serialize/i;

/** Passwords compared on all of them since they started. */
export const comparisonsOn = async (members: readonly Member[]): Promise<number> =>
  (await Promise.all(members.map(({ counter }) => counter.comparisons()))).reduce((sum, n) => sum + n, 0);

/** Asks again until it is so, as long as the test may take. */
export const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo()));
};
