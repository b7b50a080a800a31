import type { LogEntry } from '../../../shared/contracts/log';
import { anEmail, aPassword } from '../../support';
import { shared, succeed } from '../vocabulary';
import { createNatively, tablesOf } from './entries';

const { aUser, aUserAtWork, act, call, entryOf, gatehouse, http, roleId, sql, superAdmin } = shared;
const { entry } = tablesOf(shared);

/** Does something to the native user as Strapi's own page does. */
const onStrapisPage = async (method: 'post' | 'put' | 'delete', path: string, body?: object) =>
  succeed(
    await http[method](path, { token: await superAdmin(), ...(body && { body }) }),
    method === 'post' ? 201 : 200,
  ).body.data;

const logOf = async (id: number): Promise<LogEntry[]> =>
  succeed(await gatehouse.get(`/users/${id}/log?pageSize=200`)).body.data;

const several = (count: number, name: string) =>
  Array.from({ length: count }, () => ({
    email: anEmail(name),
    firstname: 'First',
    lastname: 'Last',
    isActive: true,
  }));

describe("through Strapi's own page", () => {
  it('a new user has an entry at once, who may not come in before they accept', async () => {
    const email = anEmail('Invited').toLowerCase();
    const roles = [await roleId('strapi-editor')];

    const { id } = await onStrapisPage('post', '/admin/users', {
      email,
      firstname: 'In',
      lastname: 'Vited',
      roles,
    });

    expect(await entry(id)).toMatchObject({
      email,
      user_name: email,
      lifecycle: 'provisioned',
      role_names: 'Editor',
    });
    expect(await entryOf(email)).toMatchObject({
      status: 'provisioned',
      firstname: 'In',
      lastname: 'Vited',
      type: 'panel',
    });
  });

  it('changed names, address, user name and roles show in the list, in the search and in the log', async () => {
    const user = await aUser();
    const email = anEmail('renamed');
    const userName = `Renamed.${user.id}`;

    await onStrapisPage('put', `/admin/users/${user.adminUserId}`, {
      email: email.toUpperCase(),
      firstname: 'Grace',
      lastname: 'Hopper',
      username: userName,
      roles: [await roleId('strapi-author')],
    });

    const renamed = { id: user.id, email, userName, firstname: 'Grace', lastname: 'Hopper' };
    expect(await entryOf(email)).toMatchObject({
      ...renamed,
      roles: [expect.objectContaining({ name: 'Author' })],
    });
    expect(await entry(user.adminUserId)).toMatchObject({ role_names: 'Author' });
    expect(
      succeed(await gatehouse.get(`/users?_q=${encodeURIComponent(`hopper ${userName.toLowerCase()}`)}`)).body
        .data,
    ).toEqual([expect.objectContaining(renamed)]);
    const [latest] = await logOf(user.id);
    expect(latest).toMatchObject({
      action: 'updated',
      actor: { name: 'First Admin' },
      changes: {
        email: { before: user.email, after: email },
        lastname: { before: 'Byron', after: 'Hopper' },
      },
    });
  });

  it('the old address and name let nobody in any more, and the new ones do', async () => {
    const user = await aUser();
    const email = anEmail('moved');

    await onStrapisPage('put', `/admin/users/${user.adminUserId}`, { email, username: `moved.${user.id}` });

    expect((await shared.signIn(user)).status).toBe(400);
    expect(await shared.signIn({ ...user, email })).toBeLetIn();
    expect(await shared.signIn({ ...user, email: `MOVED.${user.id}` })).toBeLetIn();
  });

  it('what a user changes of themself shows too, and the log says it was them', async () => {
    const user = await aUserAtWork();

    succeed(
      await http.put('/admin/users/me', {
        token: user.token,
        body: { firstname: 'Augusta', lastname: `me.${user.id}` },
      }),
    );

    expect(await entryOf(user.email)).toMatchObject({ firstname: 'Augusta', lastname: `me.${user.id}` });
    expect((await logOf(user.id))[0]).toMatchObject({ action: 'updated', actor: { id: user.adminUserId } });
  });

  it('a name that somebody else has is not taken from them', async () => {
    const [owner, other] = [await aUser(), await aUser()];
    await onStrapisPage('put', `/admin/users/${owner.adminUserId}`, { username: `Wanted.${owner.id}` });

    await onStrapisPage('put', `/admin/users/${other.adminUserId}`, { username: `wanted.${owner.id}` });

    expect(await entryOf(other.email)).toMatchObject({ userName: other.email });
    expect(await shared.signIn({ ...owner, email: `wanted.${owner.id}` })).toBeLetIn();
  });

  it('a name that is somebody else’s address stays theirs alone', async () => {
    const [owner, thief] = [await aUser(), await aUser()];

    await onStrapisPage('put', `/admin/users/${thief.adminUserId}`, { username: owner.email });

    expect(await entryOf(thief.email)).toMatchObject({ userName: thief.email });
    expect((await shared.signIn(owner)).attempt.user?.id).toBe(owner.id);
  });

  // To MariaDB these would be one name.
  it.each([
    ['Jose', 'José'],
    ['Angstrom', 'Ångström'],
    ['Ada', 'Аda'],
  ])('names that look alike, %s and %s, do not get in each other’s way', async (plain, accented) => {
    const [first, second] = [await aUser(), await aUser()];

    await onStrapisPage('put', `/admin/users/${first.adminUserId}`, { username: `${plain}.${first.id}` });
    await onStrapisPage('put', `/admin/users/${second.adminUserId}`, {
      username: `${accented}.${first.id}`,
      firstname: 'Second',
    });

    expect(await entryOf(first.email)).toMatchObject({ userName: `${plain}.${first.id}` });
    expect(await entryOf(second.email)).toMatchObject({
      firstname: 'Second',
      userName: `${accented}.${first.id}`,
    });
    for (const [user, name] of [
      [first, plain],
      [second, accented],
    ] as const) {
      const got = await shared.signIn({ ...user, email: `${name}.${first.id}` });
      expect(got).toBeLetIn();
      expect(got.attempt.user?.id).toBe(user.id);
    }
  });

  // Each is the other to whoever reads it, or writes it in capitals.
  it.each([
    ['Strasse', 'Straße'],
    ['admin', 'ad\u00admin'],
    ['admin', 'ａｄｍｉｎ'],
  ])('a name that is the same as another, %j and %j, is not taken', async (plain, twin) => {
    const [owner, other] = [await aUser(), await aUser()];
    await onStrapisPage('put', `/admin/users/${owner.adminUserId}`, { username: `${plain}.${owner.id}` });

    await onStrapisPage('put', `/admin/users/${other.adminUserId}`, { username: `${twin}.${owner.id}` });

    expect(await entryOf(other.email)).toMatchObject({ userName: other.email });
    const got = await shared.signIn({ ...owner, email: `${twin}.${owner.id}` });
    expect(got).toBeLetIn();
    expect(got.attempt.user?.id).toBe(owner.id);
  });

  it('a deleted user leaves the directory, with their rules and devices, and their log stays', async () => {
    const user = await aUserAtWork();
    await shared.addRule({ scope: 'user', user: user.id, range: '0.0.0.0/0' });
    await act(user, 'lock', { reason: 'leaving' });
    const left = async (table: string) =>
      (await sql('SELECT * FROM ?? WHERE ?? = ?', [table, 'user_id', user.id])).length;
    expect(await left('gatehouse_devices')).toBe(1);

    await onStrapisPage('delete', `/admin/users/${user.adminUserId}`);

    expect(await entry(user.adminUserId)).toBeUndefined();
    expect((await gatehouse.get(`/users/${user.id}`)).status).toBe(404);
    expect(await left('gatehouse_devices')).toBe(0);
    expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_ip_rules', 'user_id', user.id])).toEqual(
      [],
    );
    expect(await left('gatehouse_notes')).toBeGreaterThan(0);
    expect((await http.get('/admin/users/me', { token: user.token })).status).toBe(401);
  });

  it('several deleted at once leave it, and nobody else does', async () => {
    const [one, two, staying] = [await aUser(), await aUser(), await aUser()];

    succeed(
      await http.post('/admin/users/batch-delete', {
        token: await superAdmin(),
        body: { ids: [one.adminUserId, two.adminUserId] },
      }),
    );

    expect(await entry(one.adminUserId)).toBeUndefined();
    expect(await entry(two.adminUserId)).toBeUndefined();
    expect(await entry(staying.adminUserId)).toMatchObject({ email: staying.email });
  });

  it('an accepted invitation lets in', async () => {
    const email = anEmail('accepting');
    const { id, registrationToken } = await onStrapisPage('post', '/admin/users', {
      email,
      firstname: 'Accepting',
      roles: [await roleId('strapi-editor')],
    });

    succeed(
      await http.post('/admin/register', {
        body: {
          registrationToken,
          userInfo: { firstname: 'Accepting', lastname: 'User', password: aPassword },
        },
      }),
    );

    expect(await entry(id)).toMatchObject({ lifecycle: 'active', lastname: 'User' });
    expect((await shared.signIn({ email, password: aPassword })).status).toBe(200);
  });
});

describe("through Strapi's query engine", () => {
  it('one user is created, changed and deleted', async () => {
    const email = anEmail('queried');
    const [id] = (await createNatively(shared, [{ email, isActive: true, firstname: 'One' }])) as [number];
    expect(await entry(id)).toMatchObject({ email, firstname: 'One', lifecycle: 'active' });

    await call(
      `strapi.db.query('admin::user').update({ where: { email: '${email}' }, data: { firstname: 'Two' } })`,
    );
    expect(await entry(id)).toMatchObject({ firstname: 'Two' });

    await call(`strapi.db.query('admin::user').delete({ where: { id: ${id} } })`);
    expect(await entry(id)).toBeUndefined();
  });

  it('many are created at once', async () => {
    const users = several(25, 'created');

    await call(`strapi.db.query('admin::user').createMany({ data: ${JSON.stringify(users)} })`);

    for (const { email } of users)
      expect(await entryOf(email)).toMatchObject({ firstname: 'First', status: 'active' });
  });

  it('many are changed at once, though the condition finds them no longer', async () => {
    const users = several(5, 'changed');
    const ids = await createNatively(shared, users);
    const where = { id: { $in: ids }, firstname: 'First' };

    await call(
      `strapi.db.query('admin::user').updateMany({ where: ${JSON.stringify(where)}, data: { firstname: 'Second', isActive: false } })`,
    );

    for (const id of ids)
      expect(await entry(id)).toMatchObject({ firstname: 'Second', lifecycle: 'disabled' });
  });

  it('many are deleted at once', async () => {
    const ids = await createNatively(shared, several(5, 'deleted'));
    const [staying] = (await createNatively(shared, several(1, 'staying'))) as [number];

    await call(
      `strapi.db.query('admin::user').deleteMany({ where: { id: { $in: ${JSON.stringify(ids)} } } })`,
    );

    for (const id of ids) expect(await entry(id)).toBeUndefined();
    expect(await entry(staying)).toBeDefined();
  });

  it('nothing is found, changed or removed where the condition fits nobody', async () => {
    const before = await tablesOf(shared).entries();

    await call(
      `strapi.db.query('admin::user').updateMany({ where: { email: 'nobody@example.test' }, data: { firstname: 'X' } })`,
    );
    await call(
      `strapi.db.query('admin::user').update({ where: { email: 'nobody@example.test' }, data: { firstname: 'X' } })`,
    );
    await call(`strapi.db.query('admin::user').deleteMany({ where: { email: 'nobody@example.test' } })`);
    await call(`strapi.db.query('admin::user').delete({ where: { id: 1_800_000_000 } })`);

    expect(await tablesOf(shared).entries()).toEqual(before);
  });

  it('a transaction that fails leaves the directory as it was', async () => {
    const email = anEmail('undone');

    await expect(
      call(`strapi.db.transaction(async () => {
        await strapi.db.query('admin::user').create({ data: { email: '${email}', isActive: true } });
        throw new Error('undo it');
      })`),
    ).rejects.toThrow('undo it');

    expect((await tablesOf(shared).entries()).filter((row) => row.email === email)).toEqual([]);
    expect((await tablesOf(shared).natives()).filter((row) => row.email === email)).toEqual([]);
  });
});

describe('the roles of Strapi', () => {
  const aNativeRole = async (name: string): Promise<number> =>
    succeed(
      await http.post('/admin/roles', {
        token: await superAdmin(),
        body: { name, description: 'made by a test' },
      }),
      201,
    ).body.data.id;
  const aName = (name: string) => `${name} ${Math.random().toString(36).slice(2)}`;

  it('are there at once, under the same id', async () => {
    const name = aName('Reviewers');
    const id = await aNativeRole(name);

    expect(succeed(await gatehouse.get(`/roles/${id}`)).body.data).toMatchObject({
      id,
      adminRole: id,
      name,
      description: 'made by a test',
      userCount: 0,
    });
  });

  it('renamed show the new name with everybody who holds them', async () => {
    const id = await aNativeRole(aName('Before'));
    const user = await aUser({ roles: [id] });
    const bystander = await aUser();
    const name = aName('After');

    succeed(
      await http.put(`/admin/roles/${id}`, {
        token: await superAdmin(),
        body: { name, description: 'renamed' },
      }),
    );

    expect(succeed(await gatehouse.get(`/roles/${id}`)).body.data).toMatchObject({
      name,
      description: 'renamed',
      userCount: 1,
    });
    expect(await entryOf(user.email)).toMatchObject({ roles: [{ id, name }] });
    expect(await entry(user.adminUserId)).toMatchObject({ role_names: name });
    expect(await entry(bystander.adminUserId)).toMatchObject({ role_names: 'Editor' });
  });

  it('deleted are gone, with their IP rules', async () => {
    const id = await aNativeRole(aName('Temporary'));
    await shared.addRule({ scope: 'role', role: id, range: '10.0.0.0/8' });

    succeed(await http.delete(`/admin/roles/${id}`, { token: await superAdmin() }));

    expect((await gatehouse.get(`/roles/${id}`)).status).toBe(404);
    expect(await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_ip_rules', 'role_id', id])).toEqual([]);
  });

  it('deleted past Strapi’s check that nobody holds them are gone from their holders too', async () => {
    const name = aName('Torn away');
    const id = await aNativeRole(name);
    const user = await aUser({ roles: [id, 'strapi-editor'] });
    expect((await entry(user.adminUserId))?.role_names).toContain(name);

    await call(`strapi.db.query('admin::role').delete({ where: { id: ${id} } })`);

    expect(await entryOf(user.email)).toMatchObject({ roles: [expect.objectContaining({ name: 'Editor' })] });
    expect(await entry(user.adminUserId)).toMatchObject({ role_names: 'Editor' });
  });
});
