import { existsSync } from 'node:fs';
import path from 'node:path';

import { isInRun, longest, notInTheShortRun, onDatabases } from '../runs.cjs';

const tests = path.resolve(__dirname, '..');
const isThere = (files: string) =>
  existsSync(path.join(tests, files)) || existsSync(path.join(tests, `${files}.test.ts`));

it.each([...notInTheShortRun, ...onDatabases])(
  '$files is there, and listed for a reason',
  ({ files, why }) => {
    expect(isThere(files)).toBe(true);
    expect(why).not.toBe('');
  },
);

it('begins with files that are there', () => {
  expect(longest.filter((file) => !isThere(file))).toEqual([]);
});

it('has what leaves the short run in that of everything', () => {
  for (const { files } of notInTheShortRun) {
    expect([files, isInRun({ run: 'short', database: 'sqlite' }, files)]).toEqual([files, false]);
    expect([files, isInRun({ run: 'everything', database: 'sqlite' }, files)]).toEqual([files, true]);
  }
});

it('goes by whole names', () => {
  const run = { run: 'databases', database: 'mysql' } as const;
  expect(isInRun(run, 'features/users/list')).toBe(true);
  expect(isInRun(run, 'features/users/listings')).toBe(false);
});
