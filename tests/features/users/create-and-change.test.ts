import { user as userSchema } from '../../../shared/contracts/users';
import { anEmail, aPassword, DAY, shared, succeed, type Answer } from '../vocabulary';

const {
  act,
  aRole,
  aUser,
  change,
  entryOf,
  fromNow,
  gatehouse,
  http,
  putBack,
  read,
  roleId,
  signIn,
  sql,
  superAdmin,
} = shared;

afterEach(putBack);

let editor: number;
beforeAll(async () => {
  editor = await roleId('strapi-editor');
});

const aBody = (more: object = {}) => ({
  email: anEmail(),
  firstname: 'Ada',
  lastname: 'Byron',
  roles: [editor],
  ...more,
});
const create = (more: object = {}) => gatehouse.post('/users', { body: aBody(more) });
const nativeOf = async (email: string) => {
  const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['admin_users', 'email', email]);
  return row;
};

describe('a new user', () => {
  it('is what was asked for, and cannot sign in until access is granted', async () => {
    const validFrom = await fromNow(-DAY);
    const validTo = await fromNow(DAY);
    const body = {
      ...aBody(),
      userName: `ada.${Date.now()}`,
      displayName: 'Ada, Countess of Lovelace',
      mobile: '+442079460958',
      validFrom,
      validTo,
      timeZone: 'Europe/London',
      locale: 'en-GB',
    };

    const { data } = succeed(await gatehouse.post('/users', { body }), 201).body;

    expect(data).toEqual({
      ...body,
      id: expect.any(Number),
      type: 'panel',
      authType: null,
      licence: { id: expect.any(Number), name: expect.any(String), code: 'full' },
      status: 'provisioned',
      accessLocked: false,
      lockedAt: null,
      lockedReason: null,
      lockedUntil: null,
      suspendedUntil: null,
      temporaryPasswordUntil: null,
      failedTries: 0,
      lastLoginAt: null,
      mfaEnabled: false,
      mfaRequired: false,
      roles: [{ id: editor, name: 'Editor' }],
      roleGroups: [],
      roleSources: [{ role: { id: editor, name: 'Editor' }, direct: true, groups: [] }],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(await read(data)).toEqual(data);
    expect(await signIn({ email: body.email, password: aPassword })).toBeRefusedAs('not-provisioned');
    await act(data, 'set-password', { password: aPassword });
    expect(await signIn({ email: body.email, password: aPassword })).toBeLetIn();
  });

  it.each(['enable', 'allow-access'])('gets access by %s, in the native record too', async (action) => {
    const { data } = succeed(await create(), 201).body;

    expect(await act(data, action)).toMatchObject({ status: 'active' });

    expect(Boolean((await nativeOf(data.email))?.is_active)).toBe(true);
  });

  it('is shown with nothing that is not declared, and with no secret', async () => {
    const { data } = succeed(await create(), 201).body;
    await act(data, 'set-password', { password: aPassword });
    const native = await nativeOf(data.email);
    const answers: Answer[] = [
      await gatehouse.get(`/users/${data.id}`),
      await gatehouse.get(`/users?_q=${data.email}`),
      await gatehouse.put(`/users/${data.id}`, { body: { firstname: 'Augusta' } }),
      await gatehouse.post(`/users/${data.id}/lock`, { body: {} }),
      await gatehouse.get(`/users/${data.id}/log`),
      await gatehouse.delete(`/users/${data.id}`),
    ];

    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(String(native?.password));
      expect(JSON.stringify(body)).not.toMatch(
        /password"|token|\$2[aby]\$|searchText|userNameKey|adminUserId|cidr/i,
      );
    }
    for (const { body } of answers.filter(({ body: { data: shown } }) => shown.email)) {
      expect(userSchema.strict().safeParse(body.data).error).toBeUndefined();
    }
  });

  it('has the e-mail address in lower case and names without blanks around them', async () => {
    const email = anEmail('Mixed.Case');

    const { data } = succeed(await create({ email: email.toUpperCase(), firstname: '  Ada ' }), 201).body;

    expect(data).toMatchObject({
      email: email.toLowerCase(),
      userName: email.toLowerCase(),
      firstname: 'Ada',
    });
  });

  it('may be API-only, without a role and never without an end at the panel’s door', async () => {
    const { data } = succeed(await create({ type: 'api-only', roles: [] }), 201).body;

    expect(data).toMatchObject({ type: 'api-only', roles: [] });
    expect(
      await gatehouse.post(`/users/${data.id}/set-password`, { body: { password: aPassword } }),
    ).toFailWith({
      status: 400,
      code: 'NO_PASSWORD',
    });
  });

  it.each([
    ['no role', { roles: [] }, 'VALIDATION', 'roles'],
    ['the same role twice', { roles: [1, 1] }, 'VALIDATION', 'roles'],
    ['a role that is not there', { roles: [2147483647] }, 'UNKNOWN_ROLE', 'roles'],
    [
      'an end before the start',
      { validFrom: '2030-01-02T00:00:00Z', validTo: '2030-01-01T00:00:00Z' },
      'VALIDATION',
      'validTo',
    ],
    ['no e-mail address', { email: undefined }, 'VALIDATION', 'email'],
    ['half an e-mail address', { email: 'ada@' }, 'VALIDATION', 'email'],
    ['two e-mail addresses', { email: 'ada@example.test,eve@example.test' }, 'VALIDATION', 'email'],
    [
      'a line break in the e-mail address',
      { email: 'ada@example.test\nbcc: eve@example.test' },
      'VALIDATION',
      'email',
    ],
    ['an endless e-mail address', { email: `${'a'.repeat(300)}@example.test` }, 'VALIDATION', 'email'],
    ['somebody else’s kind of user name', { userName: 'eve@example.test' }, 'VALIDATION', 'userName'],
    ['an empty user name', { userName: '  ' }, 'VALIDATION', 'userName'],
    ['a null byte in a name', { firstname: 'A\u0000da' }, 'VALIDATION', 'firstname'],
    ['an endless name', { lastname: 'x'.repeat(256) }, 'VALIDATION', 'lastname'],
    ['words for a phone number', { mobile: 'call me' }, 'VALIDATION', 'mobile'],
    ['a phone number there cannot be', { mobile: '+44 1' }, 'INVALID_PHONE', 'mobile'],
    ['a time zone of nowhere', { timeZone: 'Mars/Olympus' }, 'VALIDATION', 'timeZone'],
    ['a language of nobody', { locale: 'not a tag' }, 'VALIDATION', 'locale'],
    ['a day without a time', { validFrom: '2030-01-01' }, 'VALIDATION', 'validFrom'],
    ['a day that is none', { validFrom: '2030-02-31T00:00:00Z' }, 'VALIDATION', 'validFrom'],
    ['the type of an end user', { type: 'end-user' }, 'VALIDATION', 'type'],
  ])('is refused with %s', async (_, more, code, field) => {
    const email = anEmail();

    expect(await create({ email, ...more })).toFailWith({ status: 400, code, field });

    expect(await nativeOf(email)).toBeUndefined();
  });
});

describe('a change', () => {
  it('changes what is named and leaves the rest', async () => {
    const user = await aUser();
    await change(user, { displayName: 'Countess', mobile: '+44 20 7946 0958', timeZone: 'Europe/London' });
    const before = await read(user);

    const after = await change(user, { firstname: 'Augusta', mobile: null });

    expect(after).toEqual({ ...before, firstname: 'Augusta', mobile: null, updatedAt: expect.any(String) });
    expect(await nativeOf(user.email)).toMatchObject({ firstname: 'Augusta', lastname: 'Byron' });
  });

  it('of a mobile with its country code is kept as any phone dials it, and said so in the log', async () => {
    const user = await aUser();

    expect((await change(user, { mobile: '+44 20 7946 0958' })).mobile).toBe('+442079460958');

    const [entry] = succeed(await gatehouse.get(`/users/${user.id}/log`)).body.data;
    expect(entry.changes).toEqual({ mobile: { before: null, after: '+442079460958' } });
    expect((await change(user, { mobile: '020 7946 0958' })).mobile).toBe('020 7946 0958');
  });

  it('to a phone number there cannot be changes nothing, while one that was there before can be saved', async () => {
    const user = await aUser();
    await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', ['gatehouse_users', 'mobile', '+44 1', 'id', user.id]);

    const refused = await gatehouse.put(`/users/${user.id}`, {
      body: { firstname: 'Eve', mobile: '+999 123456789' },
    });

    expect(refused).toFailWith({ status: 400, code: 'INVALID_PHONE', field: 'mobile' });
    expect(await read(user)).toMatchObject({ firstname: 'Ada', mobile: '+44 1' });
    expect(await change(user, { firstname: 'Augusta', mobile: '+44 1' })).toMatchObject({
      firstname: 'Augusta',
      mobile: '+44 1',
    });
  });

  it('of the e-mail address changes what the user signs in with', async () => {
    const user = await aUser();
    const email = anEmail('new');

    const after = await change(user, { email });

    expect(after).toMatchObject({ email, userName: email });
    expect(await signIn(user)).toBeRefusedAs('unknown-user');
    expect(await signIn({ ...user, email })).toBeLetIn();
  });

  it('of the roles shows in the native record, and the other way round', async () => {
    const [one, other] = [await aRole(), await aRole()];
    const user = await aUser({ roles: [one.id] });

    expect((await change(user, { roles: [other.id] })).roles).toEqual(
      expect.arrayContaining([{ id: other.id, name: other.name }]),
    );
    const token = await superAdmin();
    const native = await http.get(`/admin/users/${user.adminUserId}`, { token });
    expect(native.body.data.roles.map(({ id }: { id: number }) => id)).toEqual([other.id]);

    await http.put(`/admin/users/${user.adminUserId}`, { token, body: { roles: [one.id] } });
    expect((await read(user)).roles).toEqual([{ id: one.id, name: one.name }]);
  });

  it.each([
    ['no role', { roles: [] }, 'VALIDATION', 'roles'],
    ['a role that is not there', { roles: [2147483647] }, 'UNKNOWN_ROLE', 'roles'],
    ['somebody else’s kind of user name', { userName: 'eve@example.test' }, 'VALIDATION', 'userName'],
    ['an end before its start', { validTo: '2020-01-01T00:00:00Z' }, 'VALIDATION', 'validTo'],
  ])('is refused with %s', async (_, body, code, field) => {
    const user = await aUser();
    await change(user, { validFrom: '2020-06-01T00:00:00.000Z' });
    const before = await read(user);

    expect(await gatehouse.put(`/users/${user.id}`, { body })).toFailWith({ status: 400, code, field });

    expect(await read(user)).toEqual(before);
  });

  it('to API-only takes the panel and the password away; back, the user needs a new one', async () => {
    const user = await aUser();

    await change(user, { type: 'api-only' });
    expect(await signIn(user)).toBeRefusedAs('api-only');
    expect((await nativeOf(user.email))?.password).toBeNull();

    await change(user, { type: 'panel' });
    expect(await signIn(user)).toBeRefusedAs('wrong-password');
    const password = 'Another-Horse-8';
    await act(user, 'set-password', { password });
    expect(await signIn({ ...user, password })).toBeLetIn();
  });

  it('says how an API-only user comes in, of nobody else', async () => {
    const { data } = succeed(
      await create({ type: 'api-only', roles: [], authType: 'oauth-client' }),
      201,
    ).body;
    expect(data.authType).toBe('oauth-client');
    expect((await change(data, { authType: 'api-key' })).authType).toBe('api-key');
    const ofOthers = { status: 400, code: 'VALIDATION', field: 'authType' };

    expect(await create({ authType: 'api-key' })).toFailWith(ofOthers);
    const user = await aUser();
    expect(await gatehouse.put(`/users/${user.id}`, { body: { authType: 'api-key' } })).toFailWith(ofOthers);
    // What it was is not kept for another day.
    await change(user, { type: 'api-only', authType: 'oauth-client' });
    await change(user, { type: 'panel' });
    expect((await change(user, { type: 'api-only' })).authType).toBe('api-key');
  });

  it('back to a panel user is refused without a role', async () => {
    const { data } = succeed(await create({ type: 'api-only', roles: [] }), 201).body;

    expect(await gatehouse.put(`/users/${data.id}`, { body: { type: 'panel' } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'roles',
    });
    expect((await read(data)).type).toBe('api-only');
  });
});

describe('two users', () => {
  it('never have one e-mail address, however it is written', async () => {
    const user = await aUser();

    expect(await create({ email: user.email.toUpperCase() })).toFailWith({
      status: 400,
      code: 'EMAIL_TAKEN',
      field: 'email',
    });
    const other = await aUser();
    expect(await gatehouse.put(`/users/${other.id}`, { body: { email: user.email } })).toFailWith({
      status: 400,
      code: 'EMAIL_TAKEN',
      field: 'email',
    });
    expect((await change(user, { email: user.email.toUpperCase() })).email).toBe(user.email);
  });

  it.each([
    ['as it is', (name: string) => name],
    ['in upper case', (name: string) => name.toUpperCase()],
    ['with blanks around it', (name: string) => ` ${name} `],
  ])('never have one user name, %s', async (_, spell) => {
    const user = await aUser();
    const userName = `müller.${user.id}`;
    await change(user, { userName });
    const other = await aUser();

    expect(await create({ userName: spell(userName) })).toFailWith({
      status: 400,
      code: 'USER_NAME_TAKEN',
      field: 'userName',
    });
    expect(await gatehouse.put(`/users/${other.id}`, { body: { userName: spell(userName) } })).toFailWith({
      status: 400,
      code: 'USER_NAME_TAKEN',
      field: 'userName',
    });
    expect((await change(user, { userName: spell(userName) })).userName).toBe(spell(userName).trim());
  });

  it('may have user names that differ by an accent alone, and each signs in as themself', async () => {
    const [one, other] = [await aUser(), await aUser()];
    await change(one, { userName: `muller.${one.id}` });

    const answer = await gatehouse.put(`/users/${other.id}`, { body: { userName: `müller.${one.id}` } });

    // A database whose collation knows no accents takes them for one name: then it is taken, and says so.
    if (answer.status === 200) {
      expect((await signIn({ ...other, email: `müller.${one.id}` })).attempt.user?.id).toBe(other.id);
    } else {
      expect(answer).toFailWith({ status: 400, code: 'USER_NAME_TAKEN', field: 'userName' });
    }
    expect((await signIn({ ...one, email: `muller.${one.id}` })).attempt.user?.id).toBe(one.id);
  });

  it('do not come of the same request sent many times at once', async () => {
    const email = anEmail('at.once');

    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ email })));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toFailWith({ status: 400, code: 'EMAIL_TAKEN', field: 'email' });
    }
    expect(await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'admin_users', 'email', email])).toHaveLength(
      1,
    );
    expect((await entryOf(email)).status).toBe('provisioned');
  });

  it('do not get one user name by asking at once', async () => {
    const userName = `twin.${Date.now()}`;
    const created = await Promise.all(Array.from({ length: 5 }, () => create({ userName })));

    expect(created.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    expect(
      await sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'admin_users', 'username', userName]),
    ).toHaveLength(1);
  });

  it.each([
    ['user name', (marker: string) => ({ userName: `renamed.${marker}` })],
    ['e-mail address', (marker: string) => ({ email: `renamed.${marker}@example.test` })],
  ])('do not get one %s by a change at once', async (_, bodyOf) => {
    const users = [await aUser(), await aUser(), await aUser(), await aUser()];
    const body = bodyOf(String(users[0]?.id));

    const answers = await Promise.all(users.map(({ id }) => gatehouse.put(`/users/${id}`, { body })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
  });
});

describe('a user who is deleted', () => {
  it('is gone from the directory and from Strapi, with devices and rules', async () => {
    const user = await aUser();
    await signIn(user);
    await shared.addRule({ scope: 'user', user: user.id, range: user.from });

    expect(succeed(await gatehouse.delete(`/users/${user.id}`)).body.data).toMatchObject({
      id: user.id,
      email: user.email,
    });

    expect(await gatehouse.get(`/users/${user.id}`)).toFailWith({ status: 404, code: 'NOT_FOUND' });
    expect(await nativeOf(user.email)).toBeUndefined();
    expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_devices', 'user_id', user.id])).toEqual([]);
    expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_ip_rules', 'user_id', user.id])).toEqual(
      [],
    );
    expect(await signIn(user)).toBeRefusedAs('unknown-user');
  });

  it('leaves a name and an address that somebody else may have', async () => {
    const user = await aUser();
    await gatehouse.delete(`/users/${user.id}`);

    const { data } = succeed(await create({ email: user.email }), 201).body;

    expect(data.id).not.toBe(user.id);
  });
});

it.each(['get', 'put', 'delete'] as const)('answers that there is no such user to %s', async (method) => {
  const ask = method === 'put' ? { body: {} } : {};

  expect(await gatehouse[method]('/users/2147483647', ask)).toFailWith({ status: 404, code: 'NOT_FOUND' });
});

describe('a change of what was read before', () => {
  const put = (id: number, ifUpdatedAt: string) =>
    gatehouse.put(`/users/${id}`, { body: { displayName: 'Mine', ifUpdatedAt } });

  it('is refused where somebody has changed the user since, and changes nothing', async () => {
    const user = await aUser();
    const { updatedAt } = await read(user);
    await change(user, { displayName: 'Theirs' });

    expect(await put(user.id, updatedAt)).toFailWith({ status: 409, code: 'CHANGED_MEANWHILE' });
    expect((await read(user)).displayName).toBe('Theirs');
  });

  it('is none of the business of who signs in, or guesses', async () => {
    const user = await aUser();
    const { updatedAt } = await read(user);
    await shared.signIn(user);
    await shared.failToSignIn(user, 2);

    expect((await put(user.id, updatedAt)).status).toBe(200);
  });
});
