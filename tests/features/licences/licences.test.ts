import { apiOnlyAt } from '../api-keys/api-only';
import { anEmail, shared, succeed } from '../vocabulary';
import { aCode, licencesAt } from './vocabulary';

const { act, aRole, aUser, aUserAtWork, gatehouse, putBack, read, sql } = shared;
const { aLicence, all, create, give, licenceOf, name, removeLicence, setLicence } = licencesAt(shared);
const { aKeyOf, anApiOnlyUser } = apiOnlyAt(shared);

afterAll(putBack);

const logged = async (id: number) =>
  (
    await sql('SELECT ?? FROM ?? WHERE ?? = ? AND ?? = ? ORDER BY ??', [
      'action',
      'gatehouse_notes',
      ...['target_kind', 'licence', 'target_id'],
      id,
      'id',
    ])
  ).map(({ action }) => action);
const misfit = (field: string) => ({ status: 400, code: 'LICENCE_USERS_MISFIT', field });

describe('the licences that are there from the beginning', () => {
  it('are three', async () => {
    const built = (await all()).filter(({ isBuiltIn }) => isBuiltIn);

    expect(built.map(({ code }) => code).sort()).toEqual(['api', 'full', 'read-only']);
    expect(await licenceOf('full')).toMatchObject({ seats: null, features: [], namedRolesOnly: false });
    expect(await licenceOf('api')).toMatchObject({ features: ['api-keys'], userTypes: ['api-only'] });
    expect(await licenceOf('read-only')).toMatchObject({ namedRolesOnly: true, features: [] });
  });

  it('can be renamed, and stay', async () => {
    const licence = await licenceOf('read-only');

    succeed(await setLicence(licence, { name: 'Lookers' }));
    expect(await licenceOf('read-only')).toMatchObject({ name: 'Lookers' });
    succeed(await setLicence(licence, { name: licence.name }));
    expect(await removeLicence(licence)).toFailWith({ status: 400, code: 'LICENCE_BUILT_IN' });
  });

  it('are what users have of whom nothing else is said, by their type', async () => {
    const panel = await aUser();
    const robot = await anApiOnlyUser();

    expect((await read(panel)).licence).toMatchObject({ id: (await licenceOf('full')).id });
    expect((await read(robot)).licence).toMatchObject({ id: (await licenceOf('api')).id });
  });

  it('stay what they are when the server starts again', async () => {
    const before = await all();
    await shared.call("strapi.plugin('gatehouse').service('licences').addBuiltIn()");
    expect(await all()).toEqual(before);
  });
});

describe('a licence', () => {
  it('is made, changed and deleted, and all of it stands in the log', async () => {
    const made = await aLicence({ seats: 3, namedRolesOnly: true });
    expect(made).toMatchObject({ isBuiltIn: false, seats: 3, userCount: 0, seatsTaken: 0, features: [] });

    const changed = succeed(await setLicence(made, { seats: null, features: ['api-keys'] })).body.data;
    expect(changed).toEqual({ ...made, seats: null, features: ['api-keys'] });
    succeed(await setLicence(made, { seats: null }));
    succeed(await removeLicence(made));

    expect(await licenceOf(made.code)).toBeUndefined();
    expect(await logged(made.id)).toEqual(['licence-created', 'licence-changed', 'licence-deleted']);
  });

  it('has a code of its own, however it is written, also of two that are made at once', async () => {
    const { code } = await aLicence();
    const taken = { status: 400, code: 'LICENCE_CODE_TAKEN', field: 'code' };
    const body = { name: 'x', userTypes: ['panel'] };

    expect(await create({ ...body, code: code.toUpperCase() })).toFailWith(taken);
    expect(await create({ ...body, code: 'FULL' })).toFailWith(taken);
    const other = aCode();
    const answers = await Promise.all([1, 2, 3].map(() => create({ ...body, code: other })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  });

  it('tells how many users have it and how many seats they take: who is disabled takes none', async () => {
    const licence = await aLicence({ seats: 5 });
    const [one, other] = [await aUser(), await aUser()];
    succeed(await give(one, licence));
    succeed(await give(other, licence));
    await act(other, 'disable');

    expect(await licenceOf(licence.code)).toMatchObject({ userCount: 2, seatsTaken: 1 });
  });

  it('is not deleted while somebody has it, be they disabled, or a role names it', async () => {
    const licence = await aLicence();
    const user = await aUser();
    const role = await aRole();
    succeed(await give(user, licence));
    succeed(await name(role, [licence]));
    await act(user, 'disable');

    expect(await removeLicence(licence)).toFailWith({ status: 400, code: 'LICENCE_HELD' });
    succeed(await give(user, await licenceOf('full')));
    expect(await removeLicence(licence)).toFailWith({ status: 400, code: 'LICENCE_NAMED' });
    succeed(await name(role, []));
    succeed(await removeLicence(licence));
  });

  it('that is not there is neither changed, deleted, named nor given', async () => {
    const gone = { id: 2147483647 };
    const user = await aUser();
    const role = await aRole();

    expect((await setLicence(gone, { seats: 1 })).status).toBe(404);
    expect((await removeLicence(gone)).status).toBe(404);
    expect(await give(user, gone)).toFailWith({ status: 400, code: 'UNKNOWN_LICENCE', field: 'licence' });
    expect(await name(role, [gone])).toFailWith({
      status: 400,
      code: 'UNKNOWN_LICENCE',
      field: 'licences',
    });
  });
});

describe('what its users would not fit any more', () => {
  it('is refused with how many they are: fewer seats than are taken', async () => {
    const licence = await aLicence();
    for (const user of [await aUser(), await aUser()]) succeed(await give(user, licence));

    const answer = await setLicence(licence, { seats: 1 });

    expect(answer).toFailWith({ status: 400, code: 'SEATS_TAKEN', field: 'seats' });
    expect(answer.body.error.details.errors[0]).toMatchObject({
      reason: 'seats-taken',
      values: { count: 2 },
    });
    succeed(await setLicence(licence, { seats: 2 }));
  });

  it('is refused: another type of users', async () => {
    const licence = await aLicence({ userTypes: ['panel', 'api-only'] });
    succeed(await give(await aUser(), licence));

    const answer = await setLicence(licence, { userTypes: ['api-only'] });
    expect(answer).toFailWith(misfit('userTypes'));
    expect(answer.body.error.details.errors[0]).toMatchObject({ values: { count: 1 } });
    succeed(await setLicence(licence, { userTypes: ['panel'] }));
  });

  it('is refused: only roles that name it', async () => {
    const licence = await aLicence();
    const role = await aRole();
    succeed(await give(await aUser({ roles: [role.id] }), licence));

    expect(await setLicence(licence, { namedRolesOnly: true })).toFailWith(misfit('namedRolesOnly'));
    succeed(await name(role, [licence]));
    succeed(await setLicence(licence, { namedRolesOnly: true }));
  });

  it('is refused: no API keys, while they have some', async () => {
    const licence = await aLicence({ userTypes: ['api-only'], features: ['api-keys'] });
    const [idle, busy] = [await anApiOnlyUser(), await anApiOnlyUser()];
    succeed(await give(idle, licence));
    succeed(await setLicence(licence, { features: [] }));
    succeed(await setLicence(licence, { features: ['api-keys'] }));
    succeed(await give(busy, licence));
    await aKeyOf(busy);

    expect(await setLicence(licence, { features: [] })).toFailWith(misfit('features'));
  });

  it('is refused: a role that names other licences alone, while somebody with this one holds it', async () => {
    const [mine, other] = [await aLicence(), await aLicence()];
    const role = await aRole();
    succeed(await give(await aUser({ roles: [role.id] }), mine));

    expect(await name(role, [other])).toFailWith(misfit('licences'));
    succeed(await name(role, [other, mine]));
    expect(succeed(await gatehouse.get(`/roles/${role.id}`)).body.data.licences.sort()).toEqual(
      [mine.id, other.id].sort(),
    );
    expect(await name(role, [other])).toFailWith(misfit('licences'));
    succeed(await name(role, []));
  });
});

describe('who may do what', () => {
  it('takes the permission to manage them, and to name them in roles, and to give another than the usual one', async () => {
    const [licence, usual] = [await aLicence(), await licenceOf('full')];
    const base = await aRole([]);
    const role = await aRole(['roles.update', 'users.update', 'users.create', 'licences.read']);
    const { token, from } = await aUserAtWork({ roles: [role.id] });
    const user = await aUser({ roles: [base.id] });
    const refused = { status: 403, code: 'NOT_PERMITTED' };

    expect((await gatehouse.get('/licences', { token, from })).status).toBe(200);
    expect((await gatehouse.post('/licences', { token, from, body: {} })).status).toBe(403);
    expect(
      await gatehouse.put(`/roles/${base.id}`, { token, from, body: { licences: [licence.id] } }),
    ).toFailWith(refused);
    const body = { licence: licence.id };
    expect(await gatehouse.put(`/users/${user.id}`, { token, from, body })).toFailWith(refused);
    const made = { email: anEmail(), roles: [base.id] };
    expect(await gatehouse.post('/users', { token, from, body: { ...made, ...body } })).toFailWith(refused);
    succeed(await gatehouse.post('/users', { token, from, body: { ...made, licence: usual.id } }), 201);
    await shared.permit(role.id, ['users.update', 'licences.assign']);
    succeed(await gatehouse.put(`/users/${user.id}`, { token, from, body }));
    expect(await licenceOf(licence.code)).toMatchObject({ userCount: 1 });
  });
});

it('is what the list of users can be narrowed down to, the usual ones too', async () => {
  const licence = await aLicence({ userTypes: ['panel', 'api-only'] });
  const word = `narrowed${Math.random().toString(36).slice(2)}`;
  const people = [await aUser({ lastname: word }), await aUser({ lastname: word })];
  succeed(await give(people[0]!, licence));
  const found = async (...ids: number[]) => {
    const filter = ids.map((id, index) => `filters[licence][$in][${index}]=${id}`).join('&');
    const { body } = succeed(await gatehouse.get(`/users?_q=${word}&${filter}`));
    return [body.data.map(({ id }: { id: number }) => id).sort(), body.meta.pagination.total];
  };
  const full = await licenceOf('full');

  expect(await found(licence.id)).toEqual([[people[0]!.id], 1]);
  expect(await found(full.id)).toEqual([[people[1]!.id], 1]);
  expect(await found(full.id, licence.id)).toEqual([people.map(({ id }) => id).sort(), 2]);
  expect(await found((await licenceOf('api')).id)).toEqual([[], 0]);
});
