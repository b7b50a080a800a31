import { aBrowser, anAddress, anEmail, DAY, HOUR, shared, succeed, type Answer } from '../vocabulary';
import { codeIn, mailboxAt } from '../doors/mailbox';

const { act, aRole, aUser, aUserAtWork, clock, entryOf, gatehouse, http, permit, putBack, read } = shared;
const { roleId, setPolicy, signIn, sql, superAdmin } = shared;
const mailbox = mailboxAt(shared);

beforeEach(() => mailbox.open());
afterEach(putBack);
afterAll(() => mailbox.close());

const NEW = 'Violet-Anchor-42';

const create = async (more: object = {}, ask: object = {}) => {
  const email = anEmail('invited');
  const roles = [await roleId('strapi-editor')];
  const body = { email, firstname: 'Ada', roles, sendInvitation: true, ...more };
  return { email, answer: await gatehouse.post('/users', { body, ...ask }) };
};
const anInvited = async () => {
  const { email, answer } = await create();
  const { data, meta } = succeed(answer, 201).body;
  return { id: data.id as number, email, meta, token: codeIn(await mailbox.mailTo(email)) };
};
const followAs = (path: 'read' | 'use') => (body: object) =>
  http.post(`/gatehouse/links/${path}`, { body, from: anAddress() });
const [readLink, useLink] = [followAs('read'), followAs('use')];
const register = (registrationToken: string, password = NEW, ask: object = {}) =>
  http.post('/admin/register', {
    body: { registrationToken, userInfo: { firstname: 'Augusta', lastname: 'Byron', password } },
    from: anAddress(),
    ...ask,
  });
const actionsOf = async (id: number): Promise<string[]> =>
  succeed(await gatehouse.get(`/users/${id}/log`)).body.data.map(({ action }: { action: string }) => action);
const expectInvalid = (answer: Answer) => expect(answer).toFailWith({ status: 400, code: 'LINK_INVALID' });

describe('a user who is added with a welcome', () => {
  it('is mailed a link, has no access yet, and gets it with a password of their own', async () => {
    const { id, email, meta, token } = await anInvited();
    expect(meta.mail).toMatchObject({ status: 'sent', error: null });
    expect(await read({ id })).toMatchObject({ status: 'provisioned' });

    const told = await readLink({ token });
    expect(told.body.data).toEqual({
      kind: 'invitation',
      email,
      firstname: 'Ada',
      lastname: null,
      passwordRules: expect.objectContaining({ policy: expect.any(Object) }),
    });
    expect((await useLink({ token, password: NEW })).body).toEqual({ data: { email } });

    expect(await read({ id })).toMatchObject({ status: 'active' });
    expect(await signIn({ email, password: NEW })).toBeLetIn();
    expectInvalid(await useLink({ token, password: `${NEW}-again` }));
    expectInvalid(await readLink({ token }));
    expect(await actionsOf(id)).toEqual(expect.arrayContaining(['invitation-accepted', 'created']));
  });

  it('may follow it to Strapi’s own page as well, names and all', async () => {
    const { id, email, token } = await anInvited();
    const info = await http.get(`/admin/registration-info?registrationToken=${token}`);
    expect(info.body.data).toEqual({ email, firstname: 'Ada', lastname: null });
    const browser = aBrowser();

    const answer = await register(token, NEW, { browser });

    expect(answer.status).toBe(200);
    expect(browser.cookies.has('strapi_admin_refresh')).toBe(true);
    expect(await read({ id })).toMatchObject({ status: 'active', firstname: 'Augusta' });
    expect((await register(token)).status).toBe(400);
    expect((await http.get(`/admin/registration-info?registrationToken=${token}`)).status).toBe(400);
  });

  it('leaves no token in the database that could be read there', async () => {
    const { id, email, token } = await anInvited();

    const [native] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'email', email]);
    expect(native?.registration_token).toBeNull();
    const links = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_links', 'user_id', id]);
    expect(links).toHaveLength(1);
    expect(JSON.stringify(links)).not.toContain(token);
  });

  it('takes the permission to invite, and an API-only user has nothing to choose', async () => {
    const role = await aRole(['users.create']);
    const empty = await aRole();
    const { token, from } = await aUserAtWork({ roles: [role.id] });

    const refused = await create({ roles: [empty.id] }, { token, from });
    expect(refused.answer).toFailWith({ status: 403, code: 'NOT_PERMITTED' });
    expect((await create({ roles: [empty.id], sendInvitation: false }, { token, from })).answer.status).toBe(
      201,
    );
    await permit(role.id, ['users.create', 'users.invite']);
    expect((await create({ roles: [empty.id] }, { token, from })).answer.status).toBe(201);
    expect((await create({ type: 'api-only', roles: [] })).answer).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'sendInvitation',
    });
  });

  it('is there when the mail cannot leave, and whoever added them is told', async () => {
    await mailbox.open(`async () => { throw new Error('the mail server is gone'); }`);

    const { email, answer } = await create();

    expect(succeed(answer, 201).body.meta.mail).toMatchObject({ error: expect.stringContaining('gone') });
    expect(answer.body.meta.mail.status).not.toBe('sent');
    expect(await entryOf(email)).toMatchObject({ status: 'provisioned' });
  });
});

describe('the link of an invitation', () => {
  it('works for as long as the policy says', async () => {
    await setPolicy({ invitations: { expiresHours: 2 } });
    const { token } = await anInvited();

    await clock.advance(2 * HOUR - 60_000);
    expect((await readLink({ token })).status).toBe(200);
    await clock.advance(2 * 60_000);
    expectInvalid(await readLink({ token }));
    expectInvalid(await useLink({ token, password: NEW }));
  });

  it('is used once, of any number at the same time', async () => {
    const { token } = await anInvited();

    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, turn) => useLink({ token, password: `${NEW}-${turn}` })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) expectInvalid(answer);
  });

  it('is left as it was by a password that is refused', async () => {
    const { token } = await anInvited();

    expect(await useLink({ token, password: 'short' })).toFailWith({
      status: 400,
      code: 'PASSWORD_POLICY',
      field: 'password',
    });
    expect(await register(token, 'Short-1x')).toFailWith({ status: 400, code: 'PASSWORD_POLICY' });
    expect((await useLink({ token, password: NEW })).status).toBe(200);
  });

  it('is answered alike whatever is wrong with it', async () => {
    const { id, token } = await anInvited();
    await act({ id }, 'disable');

    const answers = [await readLink({ token }), await readLink({ token: 'f'.repeat(43) })];

    expect(answers[0]?.body).toEqual(answers[1]?.body);
    await act({ id }, 'enable');
    expectInvalid(await readLink({ token }));
  });

  it('of somebody who may come in later is refused until then, and is still there', async () => {
    await setPolicy({ invitations: { expiresHours: 100 } });
    const { email, answer } = await create({ validFrom: await shared.fromNow(DAY) });
    succeed(answer, 201);
    const token = codeIn(await mailbox.mailTo(email));

    expectInvalid(await useLink({ token, password: NEW }));
    await clock.advance(DAY + 1_000);
    expect((await useLink({ token, password: NEW })).status).toBe(200);
  });

  it('is not guessed without end: failures count for the address', async () => {
    const from = anAddress();
    await setPolicy({ throttle: { maxFailuresPerAddress: 3 } });
    const { token } = await anInvited();
    const ask = (path: string, body: object) => http.post(`/gatehouse/links/${path}`, { body, from });

    for (let turn = 0; turn < 3; turn += 1) expectInvalid(await ask('read', { token: `${turn}`.repeat(43) }));

    expectInvalid(await ask('use', { token, password: NEW }));
    expect((await useLink({ token, password: NEW })).status).toBe(200);
  });
});

describe('sending the invitation again', () => {
  it('kills the link before, and the one Strapi made', async () => {
    const { id, email, token } = await anInvited();

    const { meta, data } = succeed(await gatehouse.post(`/users/${id}/resend-invitation`, { body: {} })).body;

    expect(meta.mail.status).toBe('sent');
    expect(data.id).toBe(id);
    expectInvalid(await readLink({ token }));
    expect((await readLink({ token: codeIn(await mailbox.mailTo(email)) })).status).toBe(200);
    expect(await actionsOf(id)).toContain('invitation-sent');
  });

  it('is for who has no password yet', async () => {
    const user = await aUser();
    expect(await gatehouse.post(`/users/${user.id}/resend-invitation`, { body: {} })).toFailWith({
      status: 400,
      code: 'INVALID_TRANSITION',
    });
    const { id } = await anInvited();
    await act({ id }, 'allow-access');
    expect((await gatehouse.post(`/users/${id}/resend-invitation`, { body: {} })).status).toBe(200);
  });
});

describe('inviting several', () => {
  const invite = async (emails: string[], ask: object = {}) =>
    gatehouse.post('/users/invite', { body: { emails, roles: [await roleId('strapi-editor')] }, ...ask });

  it('tells what became of each, and one that is taken holds up no other', async () => {
    const taken = await aUser();
    const [one, two] = [anEmail('one'), anEmail('two')];

    const { data } = succeed(await invite([one, taken.email, two, one]), 201).body;

    expect(data).toMatchObject([
      { email: one, user: { email: one, status: 'provisioned' }, code: null, mail: { status: 'sent' } },
      { email: taken.email, user: null, code: 'EMAIL_TAKEN', mail: null },
      { email: two, user: { email: two }, code: null, mail: { status: 'sent' } },
    ]);
    expect((await useLink({ token: codeIn(await mailbox.mailTo(two)), password: NEW })).status).toBe(200);
  });

  it('grants no more than who invites holds, and asks for both permissions', async () => {
    const role = await aRole(['users.create', 'users.invite']);
    const { token, from } = await aUserAtWork({ roles: [role.id] });

    expect(await invite([anEmail()], { token, from })).toFailWith({
      status: 403,
      code: 'MORE_THAN_YOU_HOLD',
    });
    await permit(role.id, ['users.create']);
    expect((await invite([anEmail()], { token, from })).status).toBe(403);
  });

  it('takes a bounded number', async () => {
    expect(await invite(Array.from({ length: 51 }, () => anEmail()))).toFailWith({
      status: 400,
      code: 'VALIDATION',
    });
  });
});

describe('a reset that an admin mails', () => {
  it('shows in the status and the log, and leaves the password until a new one is chosen', async () => {
    const user = await aUser();

    const { meta } = succeed(await gatehouse.post(`/users/${user.id}/send-reset-email`, { body: {} })).body;

    expect(meta.mail.status).toBe('sent');
    expect(await read(user)).toMatchObject({ status: 'recovery' });
    expect(await signIn(user)).toBeLetIn();
    const token = codeIn(await mailbox.mailTo(user.email));
    expect((await readLink({ token })).body.data.kind).toBe('reset');
    expect((await useLink({ token, password: NEW })).status).toBe(200);
    expect(await read(user)).toMatchObject({ status: 'active' });
    expect(await actionsOf(user.id)).toEqual(expect.arrayContaining(['reset-mail-sent', 'password-reset']));
  });

  it.each(['suspended', 'disabled', 'locked-by-admin', 'provisioned'] as const)(
    'is not for who is %s',
    async (state) => {
      const { id } = await aUser({ state });
      expect(await gatehouse.post(`/users/${id}/send-reset-email`, { body: {} })).toFailWith({
        status: 400,
        code: 'INVALID_TRANSITION',
      });
    },
  );

  it('is not for who has no password, nor for a super admin by who is none', async () => {
    const { id } = await aUser({ state: 'api-only' });
    const role = await aRole(['users.invite']);
    const { token, from } = await aUserAtWork({ roles: [role.id] });
    const other = await aUser({ roles: ['strapi-super-admin'] });

    expect(await gatehouse.post(`/users/${id}/send-reset-email`, { body: {} })).toFailWith({
      status: 400,
      code: 'NO_PASSWORD',
    });
    expect(await gatehouse.post(`/users/${other.id}/send-reset-email`, { body: {}, token, from })).toFailWith(
      {
        status: 403,
        code: 'SUPER_ADMIN_ONLY',
      },
    );
  });
});

describe('a password that is made up', () => {
  const reset = (id: number, body: object, ask: object = {}) =>
    gatehouse.post(`/users/${id}/auto-reset-password`, { body, ...ask });

  it('is told once, ends every session, unlocks, and has to be changed at the next sign-in', async () => {
    const user = await aUserAtWork();
    await act(user, 'lock');

    const { data, meta } = succeed(await reset(user.id, {})).body;

    expect(meta.mail).toBeNull();
    expect(data.user).toMatchObject({ accessLocked: false, status: 'awaiting-new-password' });
    expect((await http.get('/admin/users/me', { token: user.token, from: user.from })).status).toBe(401);
    const answer = await signIn({ ...user, password: data.password });
    expect(answer.body.error.details.challenge.kind).toBe('new-password');
    expect(await actionsOf(user.id)).toContain('password-generated');
    const everything = JSON.stringify([
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_notes', 'user_id', user.id]),
      await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_mails', 'user_id', user.id]),
    ]);
    expect(everything).not.toContain(data.password);
  });

  it('is mailed instead, and then told to nobody else', async () => {
    const user = await aUser();

    const { data, meta } = succeed(await reset(user.id, { mail: true })).body;

    expect(data.password).toBeNull();
    expect(meta.mail.status).toBe('sent');
    expect(
      (await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_mails', 'user_id', user.id])).length,
    ).toBeGreaterThan(0);
  });

  it('is not for one’s own user, a super admin’s by who is none, or who has none', async () => {
    const own = await entryOf('first.admin@example.test');
    expect(await reset(own.id, {})).toFailWith({ status: 400, code: 'OWN_USER' });
    expect(await reset((await aUser({ state: 'api-only' })).id, {})).toFailWith({
      status: 400,
      code: 'NO_PASSWORD',
    });
    const role = await aRole(['users.set-password']);
    const { token, from } = await aUserAtWork({ roles: [role.id] });
    const other = await aUser({ roles: ['strapi-super-admin'] });
    expect(await reset(other.id, {}, { token, from })).toFailWith({ status: 403, code: 'SUPER_ADMIN_ONLY' });
    expect(await superAdmin()).toEqual(expect.any(String));
  });
});
