import { tmpdir } from 'node:os';

import { aDatabase, type Database } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import {
  ELSEWHERE,
  firstAdmin,
  gatehouseAt,
  OFFICE,
  startStrapi,
  succeed,
  TRIES,
  type Person,
  type Server,
} from '../vocabulary';
import { mfaAt } from '../mfa/vocabulary';
import { gatehouseCommand, type Run } from './command';

/** Each command loads a whole Strapi. */
jest.setTimeout(180_000);

let database: Database;
let server: Server;
let at: ReturnType<typeof gatehouseAt>;
let gatehouse: (...words: string[]) => Promise<Run>;
beforeAll(async () => {
  database = await aDatabase();
  server = await startStrapi({ database, config: { signIn: { refusalFloorMs: 0 } } });
  at = gatehouseAt(vocabularyAt(() => server.url));
  gatehouse = gatehouseCommand(database);
});
afterEach(() => at.putBack());
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const logOf = async ({ id }: { id: number }) => succeed(await at.gatehouse.get(`/users/${id}/log`)).body.data;
const COMMAND_LINE = { actor: { id: null, name: 'Command line' }, ip: null };

/** Every line on its own, and nothing else on the way out. */
const expectLines = ({ code, stdout, stderr }: Run, lines: (string | RegExp)[]) => {
  expect([code, stderr]).toEqual([0, '']);
  const got = stdout.split('\n');
  expect(got.at(-1)).toBe('');
  expect(got.slice(0, -1)).toHaveLength(lines.length);
  lines.forEach((line, index) =>
    expect(got[index]).toEqual(typeof line === 'string' ? line : expect.stringMatching(line)),
  );
};

describe('gatehouse status', () => {
  it('tells what the status is, the locks, the roles and the rules', async () => {
    const user = await at.aUser();
    await at.signIn(user);
    await at.act(user, 'lock', { reason: 'lost laptop' });
    await at.addRule({ scope: 'user', user: user.id, range: OFFICE });
    const editor = await at.roleId('strapi-editor');

    expectLines(await gatehouse('status', user.email), [
      `${user.email} (${user.email}): locked-by-admin`,
      'locked: admin, lost laptop, until unlocked',
      /^failed tries: 0; last sign-in: \d{4}-\d\d-\d\dT[\d:.]+Z$/,
      `roles: Editor (role:${editor})`,
      `IP rule for user:${user.id}: ${OFFICE}`,
    ]);
    expect((await logOf(user)).some(({ actor }: { actor: object }) => 'Command line' in actor)).toBe(false);
    expect(await at.read(user)).toMatchObject({ status: 'locked-by-admin' });
  });

  it('finds the user by user name too, however it is written', async () => {
    const user = await at.aUser();
    await at.change(user, { userName: `Ada.${user.id}` });

    for (const name of [`ADA.${user.id}`, user.email.toUpperCase()]) {
      const { code, stdout } = await gatehouse('status', name);
      expect([code, stdout.split('\n')[0]]).toEqual([0, `Ada.${user.id} (${user.email}): active`]);
    }
  });
});

describe('gatehouse unlock', () => {
  it.each<[string, (user: Person) => Promise<unknown>]>([
    ['an admin', (user) => at.act(user, 'lock')],
    ['guessing', (user) => at.failAtOnce(user, TRIES)],
  ])('lifts a lock by %s, gives the tries back, and stands in the log', async (_, lock) => {
    const user = await at.aUser();
    await lock(user);
    expect((await at.signIn(user)).status).toBe(400);

    const run = await gatehouse('unlock', user.email);

    expectLines(run, [
      `${user.email} (${user.email}): active`,
      /^failed tries: 0;/,
      /^roles: Editor/,
      'IP rules: none',
    ]);
    expect(await at.read(user)).toMatchObject({
      status: 'active',
      failedTries: 0,
      lockedAt: null,
      lockedReason: null,
    });
    expect((await logOf(user))[0]).toMatchObject({ kind: 'change', action: 'unlocked', ...COMMAND_LINE });
    expect((await at.signIn(user)).status).toBe(200);
  });

  it('leaves who is suspended suspended, and says so', async () => {
    const user = await at.aUser({ state: 'suspended' });

    const { code, stdout } = await gatehouse('unlock', user.email);

    expect([code, stdout.split('\n')[0]]).toEqual([0, `${user.email} (${user.email}): suspended`]);
    expect((await at.signIn(user)).status).toBe(400);
  });
});

describe('gatehouse enable', () => {
  it.each(['suspended', 'disabled'] as const)(
    'lets in again who is %s, and stands in the log',
    async (state) => {
      const user = await at.aUser({ state });
      expect((await at.signIn(user)).status).toBe(400);

      const { code, stdout } = await gatehouse('enable', user.email);

      expect([code, stdout.split('\n')[0]]).toEqual([0, `${user.email} (${user.email}): active`]);
      expect((await logOf(user))[0]).toMatchObject({ kind: 'change', action: 'enabled', ...COMMAND_LINE });
      expect((await at.signIn(user)).status).toBe(200);
    },
  );
});

describe('gatehouse reset-mfa', () => {
  it('takes the second factors away and asks for a new one at the next sign-in', async () => {
    const mfa = mfaAt(at);
    const user = await mfa.aUserWithAnApp();
    expect((await gatehouse('status', user.email)).stdout).toContain('second factor: set up');

    const { code, stdout } = await gatehouse('reset-mfa', user.email);

    expect(code).toBe(0);
    expect(stdout).toContain('second factor: to be set up at the next sign-in');
    expect((await mfa.start(user)).challenge.kind).toBe('enrol-mfa');
    expect(await logOf(user)).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'mfa-reset', ...COMMAND_LINE })]),
    );
  });
});

describe('gatehouse rules --clear', () => {
  const rangesLeft = async () =>
    (await at.sql<{ target: string; range: string }>('SELECT * FROM ??', ['gatehouse_ip_rules']))
      .map(({ target, range }) => `${target} ${range}`)
      .sort();

  it("removes a user's own rules and nobody else's, and stands in the log", async () => {
    const [user, other] = [await at.aUser(), await at.aUser()];
    await at.addRule({ scope: 'user', user: user.id, range: OFFICE });
    await at.addRule({ scope: 'user', user: user.id, range: '192.0.2.0/24' });
    await at.addRule({ scope: 'user', user: other.id, range: OFFICE });

    expectLines(await gatehouse('rules', '--clear', user.email), [
      `removed 2 IP rule(s) for ${user.email}: ${OFFICE}, 192.0.2.0/24`,
    ]);

    expect(await rangesLeft()).toEqual([`user:${other.id} ${OFFICE}`]);
    expect(await logOf(user)).toMatchObject([
      {
        action: 'ip-rule-removed',
        changes: { ipRule: { before: '192.0.2.0/24', after: null } },
        ...COMMAND_LINE,
      },
      { action: 'ip-rule-removed', changes: { ipRule: { before: OFFICE, after: null } }, ...COMMAND_LINE },
      { action: 'ip-rule-added' },
      { action: 'ip-rule-added' },
      ...(await logOf(user)).slice(4).map(() => ({})),
    ]);
    expect((await at.signIn({ ...user, from: ELSEWHERE })).status).toBe(200);
  });

  it('removes the rules for everyone, and those of a role by its number', async () => {
    const role = await at.aRole();
    const user = await at.aUser({ roles: [role.id] });
    await at.addRule({ scope: 'everyone', range: '127.0.0.1' });
    await at.addRule({ scope: 'everyone', range: OFFICE });
    await at.addRule({ scope: 'role', role: role.id, range: OFFICE });
    expect((await at.signIn({ ...user, from: ELSEWHERE })).status).toBe(400);

    expectLines(await gatehouse('rules', '--clear', 'everyone'), [
      `removed 2 IP rule(s) for everyone: 127.0.0.1, ${OFFICE}`,
    ]);
    expect(await rangesLeft()).toEqual([`role:${role.id} ${OFFICE}`]);
    expect((await at.signIn({ ...user, from: ELSEWHERE })).status).toBe(400);

    expectLines(await gatehouse('rules', '--clear', `role:${role.id}`), [
      `removed 1 IP rule(s) for role:${role.id}: ${OFFICE}`,
    ]);
    expect(await rangesLeft()).toEqual([]);
    expect((await at.signIn({ ...user, from: ELSEWHERE })).status).toBe(200);
  });

  it('says so where there was nothing to remove', async () => {
    expectLines(await gatehouse('rules', '--clear', 'everyone'), ['removed 0 IP rule(s) for everyone']);
  });
});

describe('what it refuses', () => {
  it.each<[string, string[]]>([
    ['nothing', []],
    ['a word it does not know', ['frobnicate', firstAdmin.email]],
    ['a command without a user', ['unlock']],
    ['more than one user', ['unlock', firstAdmin.email, firstAdmin.email]],
    ['rules alone', ['rules']],
    ['rules without --clear', ['rules', firstAdmin.email]],
    ['--clear without whose', ['rules', '--clear']],
    ['another word for --clear', ['rules', '--delete', 'everyone']],
    ['help, which is the same', ['--help']],
    ['what every object has', ['constructor', firstAdmin.email]],
  ])('is shown how to use it for %s, and ends with 2', async (_, words) => {
    const { code, stdout, stderr } = await gatehouse(...words);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage, in the folder of the Strapi project:/);
    for (const command of ['status', 'unlock', 'enable', 'rules --clear']) {
      expect(stderr).toContain(`gatehouse ${command}`);
    }
  });

  it.each<[string, string[]]>([
    ['unlock', ['unlock']],
    ['rules --clear', ['rules', '--clear']],
  ])('%s of nobody says so in one line, and ends with 1', async (_, words) => {
    const { code, stdout, stderr } = await gatehouse(...words, 'nobody@example.test');

    expect([code, stdout, stderr]).toEqual([1, '', 'gatehouse: nobody signs in as nobody@example.test\n']);
  });

  it.each(['role:x', 'user:1'])('takes %s for the name of a user, whom nobody is', async (whose) => {
    expect((await gatehouse('rules', '--clear', whose)).code).toBe(1);
  });

  it('says where it has to run, outside of a project', async () => {
    const { code, stdout, stderr } = await gatehouseCommand(database, tmpdir())('status', firstAdmin.email);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('@strapi/strapi');
  });
});

describe('the last super admin, locked out', () => {
  const shutOut = async () => {
    const admin = await at.entryOf(firstAdmin.email);
    await at.addRule({ scope: 'everyone', range: '127.0.0.1' });
    // Nobody does this through Gatehouse; it takes a restored database, or a hand in one.
    await at.sql('UPDATE ?? SET ?? = ?, ?? = ?, ?? = ? WHERE ?? = ?', [
      'gatehouse_users',
      'lock',
      'admin',
      'lifecycle',
      'suspended',
      'locked_reason',
      'a mistake',
      'id',
      admin.id,
    ]);
    await at.sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'admin_users',
      'is_active',
      false,
      'email',
      firstAdmin.email,
    ]);
    await at.sql('UPDATE ?? SET ??  = ?, ?? = ?', [
      'gatehouse_ip_rules',
      'range',
      OFFICE,
      'cidr',
      `${OFFICE}/32`,
    ]);
    return admin;
  };

  it('gets in again by the shell, and by nothing less', async () => {
    const admin = await shutOut();
    const tryToComeIn = () => server.signIn(firstAdmin.email, firstAdmin.password, { from: ELSEWHERE });
    expect((await tryToComeIn()).status).toBe(400);

    const { stdout } = await gatehouse('status', firstAdmin.email);
    expect(stdout).toContain(`IP rule for everyone: ${OFFICE}`);
    expect((await gatehouse('unlock', firstAdmin.email)).code).toBe(0);
    expect((await tryToComeIn()).status).toBe(400);
    expect((await gatehouse('enable', firstAdmin.email)).code).toBe(0);
    expect((await tryToComeIn()).status).toBe(400);
    expect((await gatehouse('rules', '--clear', 'everyone')).code).toBe(0);

    const { status, token } = await tryToComeIn();
    expect(status).toBe(200);
    expect((await at.http.get('/gatehouse/users', { token, from: ELSEWHERE })).status).toBe(200);
    const [enabled, unlocked] = (
      await at.http.get(`/gatehouse/users/${admin.id}/log`, { token, from: ELSEWHERE })
    ).body.data;
    expect([enabled, unlocked]).toMatchObject([
      { action: 'enabled', ...COMMAND_LINE },
      { action: 'unlocked', ...COMMAND_LINE },
    ]);
    // Their old session is gone for good.
    at = gatehouseAt(vocabularyAt(() => server.url));
  });
});

it('works while Strapi is not running', async () => {
  const lonely = await aDatabase();
  const first = await startStrapi({ database: lonely });
  const { id } = await gatehouseAt(vocabularyAt(() => first.url)).entryOf(firstAdmin.email);
  await first.sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['gatehouse_users', 'lock', 'admin', 'id', id]);
  await first.stop();

  const run = await gatehouseCommand(lonely)('unlock', firstAdmin.email);

  expect([run.code, run.stderr]).toEqual([0, '']);
  const second = await startStrapi({ database: lonely });
  expect((await second.signIn(firstAdmin.email, firstAdmin.password)).status).toBe(200);
  await second.stop();
  await lonely.drop();
});
