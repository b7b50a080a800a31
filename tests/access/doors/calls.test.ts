import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { callsOf } from '../../../server/src/doors/calls';
import { DOORS } from '../../../server/src/doors/mount';
import { KNOWN_FILES } from '../../../server/src/doors/strapis-files';
import { OPEN_HANDLERS } from '../../../server/src/doors/ways-in';
import type { Strapi } from '../../../server/src/platform/strapi';

const packageOf = (name: string) => path.dirname(require.resolve(`@strapi/${name}/package.json`));
const dist = path.join(packageOf('admin'), 'dist/server');

type Functions = Record<string, unknown>;
const load = (file: string): Functions => {
  const loaded = jest.requireActual<Functions>(path.join(dist, file));
  return (loaded.default as Functions) ?? loaded;
};

/** Strapi as it is installed, in the part that is replaced whole. */
const anEdition = (auth: Functions) => {
  const services: Record<string, Functions> = {
    'admin::auth': auth,
    'admin::user': load('server/src/services/user.js'),
    'admin::permission': load('server/src/services/permission.js'),
  };
  return {
    service: (uid: string) => services[uid],
    admin: { services: { 'api-token-admin': load('server/src/services/api-token.js') } },
  } as unknown as Strapi;
};
const community = load('server/src/services/auth.js');
const editions = [
  anEdition(community),
  anEdition({ ...community, ...load('ee/server/src/services/auth.js') }),
];

const replaced = DOORS.flatMap(({ decorates }) => decorates).filter(({ calls }) => calls);

it('knows what each function that is replaced whole does in Strapi as it is installed', () => {
  const found = replaced.map(({ name, find }) => {
    const calls = editions.flatMap((strapi) => {
      const { target, method } = find(strapi);
      return callsOf(target[method]);
    });
    return [name, [...new Set(calls)].sort()];
  });

  expect(found).toEqual(replaced.map(({ name, calls }) => [name, [...(calls ?? [])].sort()]));
});

it('names which of them let somebody in', () => {
  expect(replaced.filter(({ letsIn }) => letsIn).map(({ name }) => name)).toEqual([
    'admin::auth.checkCredentials',
    'admin::api-token-admin.authenticateAdminToken',
  ]);
});

it.each<[string, unknown, string[]]>([
  ['plain and of an object', new Function('a', 'return [a.one(), a.b.two(1)]'), ['one', 'two']],
  ['optional', new Function('a', 'return a?.one?.()'), ['one']],
  ['imported, as compilers write it', new Function('m', 'return (0, m.one)(2)'), ['one']],
  ['made', new Function('a', 'return new a.Thing()'), ['Thing']],
  ['no key words', new Function('if (1) { for (;;) { return typeof (1); } }'), []],
  ['nothing in comments and texts', new Function('/* one() */ return "two()" + \'three()\'; // four()'), []],
  ['what comes after a text', new Function('m', 'return "it\'s //" + m.one()'), ['one']],
  ['nothing of Node’s own, or of what another has bound', function one() {}.bind(null), []],
  ['nothing of what is no function', undefined, []],
])('finds calls: %s', (_, called, names) => {
  expect(callsOf(called).filter((name) => name !== 'anonymous')).toEqual(names);
});

it('knows the files of Strapi as it is installed', () => {
  const found = Object.keys(KNOWN_FILES).map((file) => {
    const [, name = '', rest = ''] = /^@strapi\/([^/]+)\/(.*)$/.exec(file) ?? [];
    return createHash('sha256')
      .update(readFileSync(path.join(packageOf(name), rest)))
      .digest('hex');
  });

  expect(found).toEqual(Object.values(KNOWN_FILES).map((hashes) => hashes[0]));
});

it('knows every route of Strapi’s admin that nobody has to be signed in for', () => {
  const sources = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/routes\/.*\.js$/.test(file))
    .map((file) => readFileSync(path.join(dist, file), 'utf8'));
  const open = sources.flatMap((source) =>
    [...source.matchAll(/handler: '([\w.-]+)'(?:(?!handler:)[\s\S])*?auth: false/g)].map(
      ([, handler]) => handler,
    ),
  );

  expect([...new Set(open)].sort()).toEqual([...OPEN_HANDLERS].sort());
});
