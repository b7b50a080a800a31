import path from 'node:path';

import { DOORS } from '../../../server/src/doors/mount';
import { startStrapi } from '../../support';

const ADMIN = '@strapi/admin/dist/server/server/src';
const CORE = '@strapi/core/dist';

type Place = { file: string; maker?: string; path: string[] };

const ofAuth = (method: string): Place => ({ file: `${ADMIN}/services/auth.js`, path: ['default', method] });
const ofAuthentication = (action: string): Place => ({
  file: `${ADMIN}/controllers/authentication.js`,
  path: [action],
});

/** Where in Strapi each function stands that a door takes the place of. */
const PLACES: Record<string, Place> = {
  'admin::auth.hashPassword': ofAuth('hashPassword'),
  'admin::auth.validatePassword': ofAuth('validatePassword'),
  'admin::auth.checkCredentials': ofAuth('checkCredentials'),
  'admin::auth.forgotPassword': ofAuth('forgotPassword'),
  'admin::auth.resetPassword': ofAuth('resetPassword'),
  'admin::user.register': { file: `${ADMIN}/services/user.js`, path: ['register'] },
  'admin::authentication.login': ofAuthentication('login'),
  'admin::authentication.accessToken': ofAuthentication('accessToken'),
  'admin::authentication.resetPassword': ofAuthentication('resetPassword'),
  'admin::authentication.register': ofAuthentication('register'),
  'admin::api-token-admin.authenticateAdminToken': {
    file: `${ADMIN}/services/api-token.js`,
    maker: 'createTokenService',
    path: ['authenticateAdminToken'],
  },
  "strapi.get('auth').authenticate": {
    file: `${CORE}/services/auth/index.js`,
    maker: '',
    path: ['authenticate'],
  },
  'the middleware admin::rateLimit': {
    file: `${ADMIN}/middlewares/index.js`,
    path: ['default', 'rateLimit'],
  },
};

const decorations = DOORS.flatMap(({ name: door, decorates }) =>
  decorates.map(({ name }) => ({ door, name })),
);

it('knows where everything stands that a door decorates', () => {
  expect(decorations.map(({ name }) => name).sort()).toEqual(Object.keys(PLACES).sort());
});

const startWithout = (name: string, how: 'missing' | 'changed') =>
  startStrapi({
    withAdmin: false,
    env: {
      NODE_OPTIONS: `--require ${path.join(__dirname, 'break-strapi.cjs')}`,
      GATEHOUSE_TEST_BREAK: JSON.stringify({ ...PLACES[name], how }),
    },
  }).then(
    async (server) => {
      await server.stop();
      return `Strapi started:\n${server.output()}`;
    },
    ({ message }: Error) => message,
  );

it.each(decorations)('does not start with $name missing or changed, and says so', async ({ door, name }) => {
  const said = await Promise.all([startWithout(name, 'missing'), startWithout(name, 'changed')]);

  for (const [turn, words] of ['missing', 'not as expected'].entries()) {
    expect(said[turn]).toContain(`broken: ${PLACES[name]?.path.join('.')}`);
    expect(said[turn]).toMatch(/^Strapi did not start/);
    expect(said[turn]).toContain(`[gatehouse] ${name} is ${words}: the door “${door}” cannot be guarded.`);
    expect(said[turn]).toMatch(/Gatehouse supports Strapi 5\.54; this is 5\.54\.\d+/);
  }
});
