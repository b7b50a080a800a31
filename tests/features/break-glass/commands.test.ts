import { mfaAt } from '../mfa/vocabulary';
import { ELSEWHERE, OFFICE, shared, succeed, TRIES, type Person } from '../vocabulary';
import type { Run } from './command';

const {
  act,
  addRule,
  aRole,
  aUser,
  call,
  change,
  failAtOnce,
  gatehouse,
  putBack,
  read,
  roleId,
  signIn,
  sql,
} = shared;

afterEach(putBack);

/** What each word of `npx gatehouse` calls: straight in the server, as each command by the shell loads a whole Strapi. */
const METHODS: Record<string, string> = {
  status: 'status',
  unlock: 'unlock',
  enable: 'enable',
  'reset-mfa': 'resetMfa',
  rules: 'clearRules',
};
const command = (word = '', ...rest: string[]): Promise<Run> =>
  call(`strapi.plugin('gatehouse').service('breakGlass').${METHODS[word]}(${JSON.stringify(rest.at(-1))}).then(
    (lines) => ({ code: 0, stdout: lines.join('\\n') + '\\n', stderr: '' }),
    ({ message }) => ({ code: 1, stdout: '', stderr: 'gatehouse: ' + message + '\\n' }),
  )`);

const logOf = async ({ id }: { id: number }) => succeed(await gatehouse.get(`/users/${id}/log`)).body.data;
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
    const user = await aUser();
    await signIn(user);
    await act(user, 'lock', { reason: 'lost laptop' });
    await addRule({ scope: 'user', user: user.id, range: OFFICE });
    const editor = await roleId('strapi-editor');

    expectLines(await command('status', user.email), [
      `${user.email} (${user.email}): locked-by-admin`,
      'locked: admin, lost laptop, until unlocked',
      /^failed tries: 0; last sign-in: \d{4}-\d\d-\d\dT[\d:.]+Z$/,
      `roles: Editor (role:${editor})`,
      `IP rule for user:${user.id}: ${OFFICE}`,
    ]);
    expect((await logOf(user)).some(({ actor }: { actor: object }) => 'Command line' in actor)).toBe(false);
    expect(await read(user)).toMatchObject({ status: 'locked-by-admin' });
  });

  it('finds the user by user name too, however it is written', async () => {
    const user = await aUser();
    await change(user, { userName: `Ada.${user.id}` });

    for (const name of [`ADA.${user.id}`, user.email.toUpperCase()]) {
      const { code, stdout } = await command('status', name);
      expect([code, stdout.split('\n')[0]]).toEqual([0, `Ada.${user.id} (${user.email}): active`]);
    }
  });
});

describe('gatehouse unlock', () => {
  it.each<[string, (user: Person) => Promise<unknown>]>([
    ['an admin', (user) => act(user, 'lock')],
    ['guessing', (user) => failAtOnce(user, TRIES)],
  ])('lifts a lock by %s, gives the tries back, and stands in the log', async (_, lock) => {
    const user = await aUser();
    await lock(user);
    expect((await signIn(user)).status).toBe(400);

    const run = await command('unlock', user.email);

    expectLines(run, [
      `${user.email} (${user.email}): active`,
      /^failed tries: 0;/,
      /^roles: Editor/,
      'IP rules: none',
    ]);
    expect(await read(user)).toMatchObject({
      status: 'active',
      failedTries: 0,
      lockedAt: null,
      lockedReason: null,
    });
    expect((await logOf(user))[0]).toMatchObject({ kind: 'change', action: 'unlocked', ...COMMAND_LINE });
    expect((await signIn(user)).status).toBe(200);
  });

  it('leaves who is suspended suspended, and says so', async () => {
    const user = await aUser({ state: 'suspended' });

    const { code, stdout } = await command('unlock', user.email);

    expect([code, stdout.split('\n')[0]]).toEqual([0, `${user.email} (${user.email}): suspended`]);
    expect((await signIn(user)).status).toBe(400);
  });
});

describe('gatehouse enable', () => {
  it.each(['suspended', 'disabled'] as const)(
    'lets in again who is %s, and stands in the log',
    async (state) => {
      const user = await aUser({ state });
      expect((await signIn(user)).status).toBe(400);

      const { code, stdout } = await command('enable', user.email);

      expect([code, stdout.split('\n')[0]]).toEqual([0, `${user.email} (${user.email}): active`]);
      expect((await logOf(user))[0]).toMatchObject({ kind: 'change', action: 'enabled', ...COMMAND_LINE });
      expect((await signIn(user)).status).toBe(200);
    },
  );
});

describe('gatehouse reset-mfa', () => {
  it('takes the second factors away and asks for a new one at the next sign-in', async () => {
    const mfa = mfaAt(shared);
    const user = await mfa.aUserWithAnApp();
    expect((await command('status', user.email)).stdout).toContain('second factor: set up');

    const { code, stdout } = await command('reset-mfa', user.email);

    expect(code).toBe(0);
    expect(stdout).toContain('second factor: to be set up at the next sign-in');
    expect(stdout).toMatch(/^code to set up another one with, until .+Z: [\dA-Z-]{27}$/m);
    expect((await mfa.start(user)).challenge.kind).toBe('enrol-proof');
    expect(await logOf(user)).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'mfa-reset', ...COMMAND_LINE })]),
    );
  });
});

describe('gatehouse rules --clear', () => {
  const rangesLeft = async () =>
    (await sql<{ target: string; range: string }>('SELECT * FROM ??', ['gatehouse_ip_rules']))
      .map(({ target, range }) => `${target} ${range}`)
      .sort();

  it("removes a user's own rules and nobody else's, and stands in the log", async () => {
    const [user, other] = [await aUser(), await aUser()];
    await addRule({ scope: 'user', user: user.id, range: OFFICE });
    await addRule({ scope: 'user', user: user.id, range: '192.0.2.0/24' });
    await addRule({ scope: 'user', user: other.id, range: OFFICE });

    expectLines(await command('rules', '--clear', user.email), [
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
    expect((await signIn({ ...user, from: ELSEWHERE })).status).toBe(200);
  });

  it('removes the rules for everyone, and those of a role by its number', async () => {
    const role = await aRole();
    const user = await aUser({ roles: [role.id] });
    await addRule({ scope: 'everyone', range: '127.0.0.1' });
    await addRule({ scope: 'everyone', range: OFFICE });
    await addRule({ scope: 'role', role: role.id, range: OFFICE });
    expect((await signIn({ ...user, from: ELSEWHERE })).status).toBe(400);

    expectLines(await command('rules', '--clear', 'everyone'), [
      `removed 2 IP rule(s) for everyone: 127.0.0.1, ${OFFICE}`,
    ]);
    expect(await rangesLeft()).toEqual([`role:${role.id} ${OFFICE}`]);
    expect((await signIn({ ...user, from: ELSEWHERE })).status).toBe(400);

    expectLines(await command('rules', '--clear', `role:${role.id}`), [
      `removed 1 IP rule(s) for role:${role.id}: ${OFFICE}`,
    ]);
    expect(await rangesLeft()).toEqual([]);
    expect((await signIn({ ...user, from: ELSEWHERE })).status).toBe(200);
  });

  it('says so where there was nothing to remove', async () => {
    expectLines(await command('rules', '--clear', 'everyone'), ['removed 0 IP rule(s) for everyone']);
  });
});

describe('of nobody', () => {
  it.each<[string, string[]]>([
    ['unlock', ['unlock']],
    ['rules --clear', ['rules', '--clear']],
  ])('%s of nobody says so in one line, and ends with 1', async (_, words) => {
    const { code, stdout, stderr } = await command(words[0], ...words.slice(1), 'nobody@example.test');

    expect([code, stdout, stderr]).toEqual([1, '', 'gatehouse: nobody signs in as nobody@example.test\n']);
  });

  it.each(['role:x', 'user:1'])('takes %s for the name of a user, whom nobody is', async (whose) => {
    expect((await command('rules', '--clear', whose)).code).toBe(1);
  });
});
