import { execFileSync } from 'node:child_process';
import path from 'node:path';

type Sample = [file: string, code: string];

const down = 'Imports go down the ladder';
const USERS = 'server/src/features/people/users';

const refused: [...Sample, message: string][] = [
  ['shared/a.ts', "import { b } from '../server/src/domain/b';", down],
  ['server/src/domain/a.ts', "import { b } from '../access/b';", down],
  ['server/src/domain/rules/a.ts', "import type { b } from '../../platform/b';", down],
  ['server/src/platform/a.ts', "import { b } from '../features/people/users/record';", down],
  ['server/src/platform/a.ts', "type B = import('../features/people/users/record').B;", down],
  ['server/src/platform/a.ts', "import { b } from '../../../tests/support';", down],
  ['server/src/access/a.ts', "import { b } from '../doors/b';", down],
  ['server/src/access/a.ts', "import { b } from '../features/people/users/guards';", down],
  [`${USERS}/record.ts`, "import { b } from '../../permissions/roles/guards';", down],
  [`${USERS}/record/rows.ts`, "import { b } from '../../../../access/b';", down],
  [`${USERS}/guards.ts`, "import { b } from './actions/lock';", down],
  [`${USERS}/actions/lock.ts`, "import { b } from '../follow';", down],
  [`${USERS}/follow.ts`, "import { b } from './routes';", down],
  [`${USERS}/routes.ts`, "export { b } from '../../../doors/mount';", down],
  [`${USERS}/index.ts`, "import { b } from '../accounts/record';", down],
  ['server/src/doors/a.ts', "import { b } from '../index';", down],
  ['server/src/doors/a.ts', "const b = await import('../bootstrap');", down],
  ['admin/src/a.ts', "import { b } from '../../server/src/domain/b';", down],
  ['admin/src/components/a.ts', "import { b } from '../features/people/users/b';", down],
  ['admin/src/features/people/users/a.ts', "import { b } from '../accounts/b';", 'components'],
  ['admin/src/features/people/users/a.ts', "import { b } from '../../../pages/b';", down],
  ['server/src/platform/database.ts', "import { b } from './tables';", 'Imports make no circle'],
  [`${USERS}/actions/a.ts`, "getService(strapi, 'roles');", 'is imported'],
];

const allowed: Sample[] = [
  ['shared/contracts/a.ts', "import { b } from '../constants';"],
  ['server/src/domain/a.ts', "import { b } from '../../../shared/constants';"],
  [`${USERS}/record.ts`, "import { b } from '../../permissions/roles/record';"],
  [`${USERS}/actions/a.ts`, "import { b } from '../../../../access/decide';"],
  [`${USERS}/actions/a.ts`, "import { b } from '../../../activity/log/record';"],
  [`${USERS}/index.ts`, "import { b } from './routes';"],
  ['server/src/features/index.ts', "import { b } from './people/users';"],
  ['server/src/doors/a.ts', "import { b } from '../access/decide';"],
  ['server/src/index.ts', "import { b } from './doors/mount'; getService(strapi, 'mail');"],
  ['server/src/platform/tables.ts', "import { b } from './database';"],
  ['admin/src/App.tsx', "import { b } from './features/people/users/b';"],
  ['admin/src/pages/a.tsx', "import { b } from '../features/people/users/b';"],
  ['admin/src/features/people/users/a.ts', "import { b } from '../../../../../shared/contracts/users';"],
  ['admin/src/features/people/users/a.ts', "import { b } from '../../../components/b';"],
  ['tests/features/users/a.ts', "import { b } from '../../../server/src/domain/b';"],
];

const run = (script: string, input = '') =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, script)], { input, encoding: 'utf8' }),
  ) as unknown;

describe('imports tell the truth', () => {
  const samples = [...refused, ...allowed].map(([file, code]) => ({ file, code }));
  const messages = run('lint-all.mjs', JSON.stringify(samples)) as string[][];

  it.each(refused.map((sample, index) => [...sample, index] as const))(
    'refuses in %s: %s',
    (_file, _code, message, index) => {
      expect(messages[index]).toEqual([expect.stringContaining(message)]);
    },
  );

  it.each(allowed.map((sample, index) => [...sample, index] as const))(
    'lets %s: %s',
    (_file, _code, index) => {
      expect(messages[refused.length + index]).toEqual([]);
    },
  );

  it('finds nothing that goes against the ladder in the plugin', () => {
    expect(run('against-the-ladder.mjs')).toEqual([]);
  });
});
