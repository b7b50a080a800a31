import { sharedUrl, startStrapi, type Database, type Server } from '../support';
import { askHall } from '../support/ask-hall';
import { vocabularyAt } from '../support/vocabulary';
import { gatehouseAt } from '../features/vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
/** One of several servers of a project: a process of its own, a database in common. */
export type Member = Words & Pick<Server, 'url'>;
/** One that a test has started for itself, to end as it likes. */
export type OwnMember = Omit<Server, keyof Words> & Words;

type Wishes = Omit<NonNullable<Parameters<typeof startStrapi>[0]>, 'database'>;

/** The floor only costs time here: what it hides is no matter of several servers. */
const config = { signIn: { refusalFloorMs: 0 } };

export const aMember = async (database: Database, wishes: Wishes = {}): Promise<OwnMember> => {
  const server = await startStrapi({ config, ...wishes, database });
  return { ...server, ...gatehouseAt(server) };
};

const memberAt = (url: string): Member => ({ url, ...gatehouseAt(vocabularyAt(() => url)) });

/** The worker's server and its neighbour on the same database, which outlive the file: their clocks are to be put back. */
export const thePair = async (): Promise<{ one: Member; other: Member }> => {
  const neighbour = await askHall<{ url: string }>('/neighbour');
  return { one: memberAt(sharedUrl()), other: memberAt(neighbour.url) };
};

/** Lines that servers have printed where two writers were in each other's way and the database made one of them give up. */
export const givenUp = async (...members: readonly Member[]): Promise<string[]> => {
  const printed = await Promise.all(members.map((member) => member.printed()));
  return printed.flatMap((text) => text.split('\n')).filter((line) => GAVE_UP.test(line));
};
const GAVE_UP = /SQLITE_BUSY|database is locked|deadlock|lock wait timeout|could not serialize/i;

/** Passwords compared on all of them since they started. */
export const comparisonsOn = async (members: readonly Member[]): Promise<number> =>
  (await Promise.all(members.map(({ counter }) => counter.comparisons()))).reduce((sum, n) => sum + n, 0);

/** Asks again until it is so, as long as the test may take. */
export const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo()));
};
