import { keeping } from '../../server/src/platform/prepared';

type Statement = {
  source: string;
  all: (values?: unknown[]) => unknown[];
  run: (values: unknown[]) => { changes: number; lastInsertRowid: number };
  iterate: () => Iterable<unknown>;
  bind: (values: unknown[]) => Statement;
} & Record<'pluck' | 'raw' | 'expand' | 'safeIntegers', () => Statement>;
type SQLite = { prepare: (sql: string) => Statement } & Record<'exec' | 'pragma', (sql: string) => void>;

const Database = jest.requireActual<new (filename: string) => SQLite>('better-sqlite3');

const MOST_KEPT = 300;

/** A database whose statements are kept; `prepared`: how often SQLite has prepared this text. */
const aDatabase = () => {
  const database = new Database(':memory:');
  database.exec(`create table parents (id integer primary key, name text);
    create table children (parent references parents (id) on delete cascade);
    insert into parents values (1, 'one'), (2, 'two');
    insert into children values (1), (2)`);
  const prepare = database.prepare.bind(database);
  const texts: string[] = [];
  const kept = keeping((sql) => {
    texts.push(sql);
    return prepare(sql) as never;
  }) as unknown as typeof prepare;
  const prepared = (sql: string) => texts.filter((text) => text === sql).length;
  return { database, prepare: kept, prepared };
};

const ALL = 'select * from parents';

it('prepares a text once, whatever values it is run with', () => {
  const { prepare, prepared } = aDatabase();
  const one = 'select name from parents where id = ?';
  const add = 'insert into parents (name) values (?)';

  expect([1, 2, 7].map((id) => prepare(one).all([id]))).toEqual([[{ name: 'one' }], [{ name: 'two' }], []]);
  expect(['x', 'y'].map((name) => prepare(add).run([name]).lastInsertRowid)).toEqual([3, 4]);
  expect([one, add].map(prepared)).toEqual([1, 1]);
});

it('keeps the statements used last, and no more than so many', () => {
  const { prepare, prepared } = aDatabase();
  const texts = Array.from({ length: MOST_KEPT }, (_, n) => `select ${n} as n`);
  const ask = (sql = '') => prepare(sql).all([]);
  texts.forEach(ask);

  // The oldest is used once more, so the next to come takes the place of the second.
  ask(texts[0]);
  ask('select -1 as n');

  expect(texts.map(ask)).toEqual(texts.map((_, n) => [{ n }]));
  expect(prepared(texts[0] ?? '')).toBe(1);
  expect(prepared(texts[1] ?? '')).toBe(2);
});

it('keeps no PRAGMA, nothing that changes the schema, and no long lists', () => {
  const { prepare, prepared } = aDatabase();
  const long = `select * from parents where id in (${Array(2_000).fill('1').join(', ')})`;

  for (const sql of ['pragma user_version', 'create table if not exists t (id)', long])
    expect([prepare(sql), prepare(sql), prepared(sql)]).toEqual([expect.anything(), expect.anything(), 2]);
});

it('leaves nothing of what one caller wants to the next', () => {
  const { prepare } = aDatabase();
  const sql = 'select id, name from parents where id = ?';
  const rows = [{ id: 1, name: 'one' }];
  const held = prepare(sql);

  expect(prepare(sql).pluck().all([1])).toEqual([1]);
  expect(prepare(sql).raw().all([1])).toEqual([[1, 'one']]);
  expect(prepare(sql).expand().all([1])).toEqual([{ parents: rows[0] }]);
  expect(prepare(sql).safeIntegers().all([1])).toEqual([{ id: 1n, name: 'one' }]);
  expect(prepare(sql).bind([2]).all()).toEqual([{ id: 2, name: 'two' }]);
  expect(prepare(sql).all([1])).toEqual(rows);
  expect(held.all([1])).toEqual(rows);

  // Of a statement that is held on to, what was set stays.
  const own = prepare(sql);
  own.pluck();
  expect(own.all([2])).toEqual([2]);
  expect(own.source).toBe(sql);
});

it('lets two go through the same rows at once', () => {
  const { prepare } = aDatabase();
  const seen = [];

  for (const outer of prepare(ALL).iterate() as Iterable<{ id: number }>)
    for (const inner of prepare(ALL).iterate() as Iterable<{ id: number }>)
      seen.push([outer.id, inner.id, prepare(ALL).all().length]);

  expect(seen).toEqual([
    [1, 1, 2],
    [1, 2, 2],
    [2, 1, 2],
    [2, 2, 2],
  ]);
});

it('goes on after a statement that failed', () => {
  const { prepare } = aDatabase();
  const add = 'insert into parents (id) values (?)';

  expect(() => prepare(add).run([1])).toThrow('UNIQUE constraint failed');
  expect(prepare(add).run([3]).changes).toBe(1);
});

it('answers by the tables as they are', () => {
  const { database, prepare, prepared } = aDatabase();
  const read = () => prepare(ALL).all()[0];
  expect(read()).toEqual({ id: 1, name: 'one' });

  database.exec('alter table parents add column age default 7');
  expect(read()).toEqual({ id: 1, name: 'one', age: 7 });
  database.exec('alter table parents rename column age to years');
  expect(read()).toEqual({ id: 1, name: 'one', years: 7 });
  database.exec('drop table children; drop table parents');
  expect(read).toThrow('no such table');
  database.exec('create table parents (id); insert into parents values (9)');
  expect(read()).toEqual({ id: 9 });
  expect(prepared(ALL)).toBe(1);
});

it('obeys a PRAGMA that came later', () => {
  const { database, prepare } = aDatabase();
  const remove = 'delete from parents where id = ?';
  const children = () => prepare('select parent from children').all();
  database.pragma('foreign_keys = on');
  prepare(remove).run([1]);
  expect(children()).toEqual([{ parent: 2 }]);

  database.pragma('foreign_keys = off');
  prepare(remove).run([2]);

  expect(children()).toEqual([{ parent: 2 }]);
});
