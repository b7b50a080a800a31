import path from 'node:path';

import { DOORS } from '../../../server/src/doors/mount';
import { startStrapi } from '../../support';

const { version } = jest.requireActual<{ version: string }>('@strapi/strapi/package.json');

const DAMAGES = { missing: 'missing', changed: 'not as expected' };
type How = keyof typeof DAMAGES;
type Damage = { name: string; how: How };

/**
 * Twice where a door is around another: the first says so. What another edition has is not there to be damaged, and
 * what only saves time guards nothing.
 */
const decorations = DOORS.flatMap(({ name: door, decorates }) =>
  decorates
    .filter(({ isOptional, onlyFaster }) => !isOptional && !onlyFaster)
    .map(({ name }) => ({ door, name })),
).filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at);

const startDamaged = (leave?: Damage) =>
  startStrapi({
    withAdmin: false,
    env: {
      NODE_OPTIONS: `--require ${path.join(__dirname, 'break-strapi.cjs')}`,
      GATEHOUSE_TEST_BREAK: JSON.stringify({ leave }),
    },
  });

const refusal = (door: string, { name, how }: Damage) =>
  `[gatehouse] ${name} is ${DAMAGES[how]}: the door “${door}” cannot be guarded. Gatehouse was tested with Strapi 5.54.0; this is ${version}.`;

describe('registered in a Strapi that runs', () => {
  let sayings: (Damage & { said: string })[];
  beforeAll(async () => {
    const server = await startDamaged();
    const [, said] = /^sayings: (.*)$/m.exec(server.output()) ?? [];
    await server.stop();
    sayings = JSON.parse(said ?? '[]');
  });

  it('is tried with everything damaged that a door decorates', () => {
    expect([...new Set(sayings.map(({ name }) => name))].sort()).toEqual(
      decorations.map(({ name }) => name).sort(),
    );
  });

  it.each(decorations)('the plugin refuses with $name missing or changed', ({ door, name }) => {
    const said = sayings.filter((saying) => saying.name === name);

    expect(said.map(({ how }) => how)).toEqual(Object.keys(DAMAGES));
    for (const saying of said) {
      expect(saying.said).toContain(refusal(door, saying));
    }
  });
});

it.each<Damage & { door: string }>([
  { door: 'panel sign-in', name: 'admin::auth.checkCredentials', how: 'missing' },
  { door: 'rate limit', name: 'the middleware admin::rateLimit', how: 'changed' },
])('Strapi does not start with $name $how, and says so', async ({ door, ...damage }) => {
  const said = await startDamaged(damage).then(
    async (server) => {
      await server.stop();
      return `Strapi started:\n${server.output()}`;
    },
    ({ message }: Error) => message,
  );

  expect(said).toMatch(/^Strapi did not start/);
  expect(said).toContain(refusal(door, damage));
});
