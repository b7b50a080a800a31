import { tmpdir } from 'node:os';

import { aDatabase, type Database } from '../../support';
import { vocabularyAt } from '../../support/vocabulary';
import { ELSEWHERE, firstAdmin, gatehouseAt, OFFICE, startStrapi, type Server } from '../vocabulary';
import { mfaAt } from '../mfa/vocabulary';
import { gatehouseCommand, type Run } from './command';

/** Each command loads a whole Strapi. */
jest.setTimeout(180_000);

const config = { signIn: { refusalFloorMs: 0 } };
let database: Database;
let server: Server;
let at: ReturnType<typeof gatehouseAt>;
let gatehouse: (...words: string[]) => Promise<Run>;
beforeAll(async () => {
  database = await aDatabase();
  server = await startStrapi({ database, config });
  at = gatehouseAt(vocabularyAt(() => server.url));
  gatehouse = gatehouseCommand(database);
});
afterEach(() => at.putBack());
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const COMMAND_LINE = { actor: { id: null, name: 'Command line' }, ip: null };

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

  it('says in one line that nobody is called so, and ends with 1', async () => {
    const { code, stdout, stderr } = await gatehouse('unlock', 'nobody@example.test');

    expect([code, stdout, stderr]).toEqual([1, '', 'gatehouse: nobody signs in as nobody@example.test\n']);
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

it('takes the second factors away, while Strapi is not running', async () => {
  const user = await mfaAt(at).aUserWithAnApp();
  await server.stop();

  const { code, stdout, stderr } = await gatehouse('reset-mfa', user.email);

  expect([code, stdout, stderr]).toEqual([
    0,
    expect.stringContaining('second factor: to be set up at the next sign-in'),
    '',
  ]);
  server = await startStrapi({ database, config });
  const step = await mfaAt(at).start(user);
  expect(step.challenge.kind).toBe('enrol-proof');
  const answer = await mfaAt(at).complete(step, {
    method: 'admin-code',
    code: /^code to set up .+Z: (.+)$/m.exec(stdout)?.[1] ?? '',
  });
  expect(answer.body.error.details.challenge.kind).toBe('enrol-mfa');
});
