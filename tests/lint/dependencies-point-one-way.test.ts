import { execFileSync } from 'node:child_process';
import path from 'node:path';

type Sample = [file: string, code: string];

const refused: Sample[] = [
  ['shared/a.ts', "import { b } from '../server/src/domain/b';"],
  ['server/src/domain/a.ts', "import { b } from '../access/b';"],
  ['server/src/domain/rules/a.ts', "import type { b } from '../../lib/b';"],
  ['server/src/lib/a.ts', "import { b } from '../features/users/service';"],
  ['server/src/access/a.ts', "import { b } from '../doors/b';"],
  ['server/src/features/users/a.ts', "import { b } from '../roles/store';"],
  ['server/src/features/users/a.ts', "export { b } from '../../doors/mount';"],
  ['server/src/lib/a.ts', "type B = import('../features/users/service').B;"],
  ['server/src/doors/a.ts', "import { b } from '../index';"],
  ['server/src/doors/a.ts', "const b = await import('../bootstrap');"],
  ['server/src/lib/a.ts', "import { b } from '../../../tests/support';"],
  ['admin/src/a.ts', "import { b } from '../../server/src/domain/b';"],
];

const allowed: Sample[] = [
  ['shared/contracts/a.ts', "import { b } from '../constants';"],
  ['server/src/domain/a.ts', "import { b } from '../../../shared/constants';"],
  ['server/src/features/users/a.ts', "import { b } from './store';"],
  ['server/src/features/users/a.ts', "import { b } from '../../access/decide';"],
  ['server/src/features/index.ts', "import { b } from './users';"],
  ['server/src/doors/a.ts', "import { b } from '../access/decide';"],
  ['server/src/index.ts', "import { b } from './doors/mount';"],
  ['admin/src/features/users/a.ts', "import { b } from '../../../../shared/contracts/users';"],
  ['tests/features/users/a.ts', "import { b } from '../../../server/src/domain/b';"],
];

const lint = (samples: Sample[]): string[][] =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, 'lint-all.mjs')], {
      input: JSON.stringify(samples.map(([file, code]) => ({ file, code }))),
      encoding: 'utf8',
    }),
  );

describe('dependencies point one way', () => {
  const messages = lint([...refused, ...allowed]);

  it.each(refused.map((sample, index) => [...sample, index] as const))(
    'refuses %s: %s',
    (_file, _code, index) => {
      expect(messages[index]).toEqual([expect.stringContaining('Dependencies point one way')]);
    },
  );

  it.each(allowed.map((sample, index) => [...sample, index] as const))(
    'lets %s: %s',
    (_file, _code, index) => {
      expect(messages[refused.length + index]).toEqual([]);
    },
  );
});
