import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const repository = path.resolve(__dirname, '../..');

const sources = ['server/src', 'shared', 'bin'].flatMap((folder) =>
  readdirSync(path.join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file))
    .map((file) => path.join(folder, file)),
);

// What it draws can be told from what it has drawn: no token, code or password may come of it.
it('draws nothing with Math.random, neither on the server nor in what it shares with the panel', () => {
  expect(sources).toContain(path.join('server/src', 'platform/tokens.ts'));
  expect(
    sources.filter((file) => readFileSync(path.join(repository, file), 'utf8').includes('Math.random')),
  ).toEqual([]);
});
