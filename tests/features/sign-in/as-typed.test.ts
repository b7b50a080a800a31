import { mailbox as mails } from '../../support';
import { codeIn, mailboxAt } from '../doors/mailbox';
import { anAppWith, mfaAt, type Started } from '../mfa/vocabulary';
import { anAddress, anEmail, type Person, shared, succeed } from '../vocabulary';

const { act, aUser, aUserAtWork, change, gatehouse, http, putBack, roleId, setPolicy, signIn, superAdmin } =
  shared;
const { askCode, aUserWithAnApp, complete, enrol, isIn, nextCode, own, start } = mfaAt(shared);
const mailbox = mailboxAt(shared);

afterEach(putBack);

/** As it is copied from a page: in groups, with a mark of direction and one without width, partly in other digits. */
const copied = (code: string) =>
  `\u202a${code.slice(0, 3)}\u2013${code.slice(3).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))}\u200b\u00a0`;
/** As somebody writes who holds the shift key, with what comes along when it is pasted. */
const loud = (name: string) => `\u00a0 ${name.toUpperCase()}\u200b `;

const codeMailedTo = async ({ email }: Person): Promise<string> => {
  for (;;) {
    const code = /Code: (\d{6})/.exec((await mails.nextMailTo(email)).text)?.[1];
    if (code) return code;
  }
};
const nextOf = (step: Started, { body }: Awaited<ReturnType<typeof complete>>): Started => ({
  ...step,
  challenge: body?.error?.details?.challenge,
});

describe('a code is read as it was meant', () => {
  it('of an app, when it is set up, at the sign-in and to show once more who one is', async () => {
    const person = await aUserAtWork();
    const { secret } = succeed(await own(person).post('/totp', { password: person.password })).body.data;
    const app = anAppWith(secret);
    succeed(await own(person).post('/totp/confirm', { code: copied(await nextCode(app)) }));

    const { token } = succeed(await complete(await start(person), { code: copied(await nextCode(app)) })).body
      .data;

    const code = copied(await nextCode(app));
    succeed(await http.post('/gatehouse/me/step-up', { token, from: person.from, body: { code } }));
  });

  it('to recover with, in place of the app', async () => {
    const user = await aUserWithAnApp();
    const code = `\u202a${user.recoveryCodes[0]?.toLowerCase().replaceAll('-', '\u2011')}\u202c\n`;

    const { status, body } = await complete(await start(user), { method: 'recovery-code', code });

    expect(status).toBe(200);
    expect(await isIn(body.data.token, user.from)).toBe(true);
  });

  it('that was mailed, when it is set up and at the sign-in', async () => {
    await setPolicy({ mfa: { methods: ['totp', 'mail'] } });
    const user = await aUserAtWork();
    succeed(await own(user).post('/code', { password: user.password, kind: 'mail' }));
    const first = copied(await codeMailedTo(user));
    succeed(await own(user).post('/code/confirm', { kind: 'mail', code: first }));

    const step = await start(user);
    succeed(await askCode(step, 'mail'));
    const { status } = await complete(step, { method: 'mail', code: copied(await codeMailedTo(user)) });

    expect(status).toBe(200);
  });

  it('that was mailed, or given by an administrator, to set up another factor with', async () => {
    const user = await aUserWithAnApp();
    await act(user, 'reset-mfa', { reason: 'lost the phone' });
    const byMail = await start(user);
    succeed(await askCode(byMail, 'mail'));
    const mailed = { method: 'mail', code: copied(await codeMailedTo(user)) } as const;
    expect(nextOf(byMail, await complete(byMail, mailed)).challenge.kind).toBe('enrol-mfa');

    const byAdmin = await start(user);
    const { code } = succeed(await gatehouse.post(`/users/${user.id}/enrol-code`, { body: {} })).body.data;
    const given = { method: 'admin-code', code: `\u2066${code.replaceAll('-', ' \u2013 ')}\u2069` } as const;
    const next = nextOf(byAdmin, await complete(byAdmin, given));

    const { secret } = succeed(await enrol(next)).body.data;
    const app = anAppWith(secret);
    expect((await complete(next, { code: copied(await nextCode(app)) })).status).toBe(200);
  });
});

describe('a name or an address is read without what is around it', () => {
  it('at the sign-in', async () => {
    const user = await aUser();
    const userName = `ada.byron-${user.id}`;
    await change(user, { userName });

    expect(await signIn({ ...user, email: loud(user.email) })).toBeLetIn();
    expect(await signIn({ ...user, email: loud(userName) })).toBeLetIn();
  });

  it('by who forgot the password', async () => {
    await mailbox.open();
    const [one, other] = [await aUser(), await aUser()];
    const userName = `ada.byron-${other.id}`;
    await change(other, { userName });
    const forget = (email: string) =>
      http.post('/admin/forgot-password', { body: { email }, from: anAddress() });

    succeed(await forget(loud(one.email)), 204);
    succeed(await forget(loud(userName)), 204);

    expect(codeIn(await mailbox.mailTo(one.email))).toEqual(expect.any(String));
    expect(codeIn(await mailbox.mailTo(other.email))).toEqual(expect.any(String));
    await mailbox.close();
  });

  it('of a user who is added, changed, or changes their own profile, here and on Strapi’s pages', async () => {
    const token = await superAdmin();
    const roles = [await roleId('strapi-editor')];
    const [email, native, changed] = [anEmail(), anEmail(), anEmail()];
    const added = await gatehouse.post('/users', {
      body: {
        email: loud(email),
        firstname: ' Ada\u00a0',
        roles,
        mobile: '\u202a+44 (0)20 7946\u20110958\u202c',
      },
    });
    expect(succeed(added, 201).body.data).toMatchObject({ email, firstname: 'Ada', mobile: '+442079460958' });

    const made = succeed(
      await http.post('/admin/users', {
        token,
        body: { email: loud(native), firstname: ' Ada\u00a0', lastname: ' Byron ', roles },
      }),
      201,
    ).body.data;
    expect(made).toMatchObject({ email: native, firstname: 'Ada', lastname: 'Byron' });
    const page = `/admin/users/${made.id}`;
    expect(succeed(await http.put(page, { token, body: { email: loud(changed) } })).body.data.email).toBe(
      changed,
    );

    const person = await aUserAtWork();
    const own = { token: person.token, from: person.from };
    expect(
      succeed(await http.put('/admin/users/me', { ...own, body: { firstname: ' Grace ' } })).body.data
        .firstname,
    ).toBe('Grace');
    const body = { mobile: 'tel:+44-20-7946-0958' };
    expect(succeed(await http.put('/gatehouse/me', { ...own, body })).body.data.mobile).toBe('+442079460958');
  });
});

it('of many addresses to invite, the refusal says which are none', async () => {
  const emails = ['Ann <ann@example.test>', loud(anEmail()), 'r&d@example.test', 'not-an-address'];

  const { status, body } = await gatehouse.post('/users/invite', {
    body: { emails, roles: [await roleId('strapi-editor')] },
  });

  expect(status).toBe(400);
  expect(
    body.error.details.errors.map(({ path, reason }: { path: unknown; reason: string }) => [path, reason]),
  ).toEqual([
    [['emails', 0], 'email'],
    [['emails', 3], 'email'],
  ]);
});

it('takes an address that Strapi takes, and signs in with it', async () => {
  for (const local of ['r&d', 'a/b', 'a=b']) {
    const email = `${local}+${anEmail()}`;
    const { data } = succeed(
      await gatehouse.post('/users', { body: { email, roles: [await roleId('strapi-editor')] } }),
      201,
    ).body;
    const password = 'Violet-Anchor-42';
    succeed(await gatehouse.post(`/users/${data.id}/set-password`, { body: { password } }));
    expect(await signIn({ email, password })).toBeLetIn();
  }
});

it.each([' 10.0.0.0/8 ', '\uff11\uff10.0.0.0/8', '10.0.0.0/8\u00a0\n'])(
  'a rule holds for the range that was meant: %j',
  async (range) => {
    const { body } = await gatehouse.post('/ip-rules', {
      body: { scope: 'everyone', range, confirmSelfLockout: true },
    });

    expect(body.data.range).toBe('10.0.0.0/8');
  },
);
