import { createHash } from 'node:crypto';

import type { User } from '../../../shared/contracts/users';
import { anEmail, shared, succeed } from '../vocabulary';

const { aUser, gatehouse, putBack, roleId, signIn } = shared;

afterEach(putBack);

// Some letters that nobody else in the run has, to list only who is meant.
const marker = `zz${Math.random().toString(36).slice(2, 10)}`;
const found = async (text: string, rest = ''): Promise<User[]> =>
  succeed(await gatehouse.get(`/users?_q=${encodeURIComponent(text)}${rest}`)).body.data;
const aWritten = async (values: object): Promise<User> => {
  const body = { email: anEmail(), roles: [await roleId('strapi-editor')], ...values };
  return succeed(await gatehouse.post('/users', { body }), 201).body.data;
};

describe('a name that nobody sees in full', () => {
  const UNSEEN = [
    'admin\u200b',
    '\u3164',
    'ad\u00admin',
    'admin\u200e',
    'a\u2060b',
    'ad\u00a0min',
    'a\ufe0f',
    'a\u2800b',
  ];

  it.each(UNSEEN)('is refused of a user: %j', async (userName) => {
    const body = { email: anEmail(), userName, roles: [await roleId('strapi-editor')] };

    const answer = await gatehouse.post('/users', { body });

    expect(answer).toFailWith({ status: 400, code: 'VALIDATION', field: 'userName' });
    expect(answer.body.error.details.errors).toEqual([
      expect.objectContaining({ reason: 'invisible-characters', path: ['userName'] }),
    ]);
    expect(await found(body.email)).toEqual([]);
  });

  it.each([
    ['/role-groups', { roles: [] }],
    ['/dac-groups', { code: `c-${marker}` }],
    ['/accounts', {}],
    ['/licences', { code: `l-${marker}`, seats: null, features: [], userTypes: ['panel'] }],
    ['/saved-views', { isShared: false, columns: ['lastname'], query: {} }],
  ])('is refused of %s, and one with its joiners is taken', async (path, rest) => {
    expect(await gatehouse.post(path, { body: { ...rest, name: `Sales\u200b ${marker}` } })).toFailWith({
      status: 400,
      code: 'VALIDATION',
      field: 'name',
    });
    const made = succeed(
      await gatehouse.post(path, { body: { ...rest, name: `می\u200cخواهم ${marker}` } }),
      201,
    );
    succeed(await gatehouse.delete(`${path}/${made.body.data.id}`));
  });

  it('mixes no alphabets in a word of a user name', async () => {
    const body = { email: anEmail(), userName: `аdmin${marker}`, roles: [await roleId('strapi-editor')] };

    expect((await gatehouse.post('/users', { body })).body.error.details.errors).toEqual([
      expect.objectContaining({ reason: 'mixed-alphabets', path: ['userName'] }),
    ]);
  });
});

describe('a name that somebody has, written in another way', () => {
  it.each([
    ['Müller', 'mu\u0308ller'],
    ['straße', 'STRASSE'],
    ['σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['office', 'oﬃce'],
    ['می\u200cخواهم', 'میخواهم'],
    ['a b', 'a  b'],
  ])('is taken, and signs in whose it is: %j and %j', async (one, other) => {
    const user = await aUser();
    await shared.change(user, { userName: `${one}.${marker}` });

    const body = { email: anEmail(), userName: `${other}.${marker}`, roles: [await roleId('strapi-editor')] };
    expect(await gatehouse.post('/users', { body })).toFailWith({
      status: 400,
      code: 'USER_NAME_TAKEN',
      field: 'userName',
    });
    const got = await signIn({ ...user, email: `${other}.${marker}` });
    expect(got).toBeLetIn();
    expect(got.attempt.user?.id).toBe(user.id);
    await gatehouse.delete(`/users/${user.id}`);
  });

  it.each([
    ['/role-groups', { roles: [] }],
    ['/accounts', {}],
    ['/saved-views', { isShared: false, columns: ['lastname'], query: {} }],
  ])('is taken in %s', async (path, rest) => {
    const post = (name: string) => gatehouse.post(path, { body: { ...rest, name } });
    const { id } = succeed(await post(`Verkäufer Straße ${marker}`), 201).body.data;

    expect((await post(`VERKA\u0308UFER  STRASSE ${marker}`)).body.error.details.errors[0].path).toEqual([
      'name',
    ]);
    // Who has the name may write it otherwise.
    succeed(await gatehouse.put(`${path}/${id}`, { body: { name: `Verkäufer Strasse ${marker}` } }));
    succeed(await gatehouse.delete(`${path}/${id}`));
  });

  it('of two who shared a name before it was taken for the same, each is found by their own spelling', async () => {
    const [first, second] = [await aUser(), await aUser()];
    await shared.change(first, { userName: `strasse.${marker}` });
    // As an earlier version kept it.
    await shared.change(second, { userName: `old.${marker}` });
    const oldKey = createHash('sha256').update(`straße.${marker}`).digest('hex');
    await shared.sql('UPDATE ?? SET ?? = ?, ?? = ? WHERE ?? = ?', [
      'gatehouse_users',
      'user_name',
      `straße.${marker}`,
      'user_name_key',
      oldKey,
      'id',
      second.id,
    ]);
    await shared.sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
      'admin_users',
      'username',
      `straße.${marker}`,
      'id',
      second.adminUserId,
    ]);

    expect(await shared.call(`strapi.plugin('gatehouse').service('users').renewNameKeys()`)).toEqual([
      second.id,
    ]);
    await shared.call(`strapi.plugin('gatehouse').service('directory').reconcile()`);

    for (const [name, user] of [
      ['straße', second],
      ['Straße', second],
      ['strasse', first],
      ['STRASSE', first],
    ] as const) {
      const got = await signIn({ ...user, email: `${name}.${marker}` });
      expect(got).toBeLetIn();
      expect(got.attempt.user?.id).toBe(user.id);
    }
    expect((await shared.read(second)).userName).toBe(`straße.${marker}`);
    const third = await aUser();
    for (const userName of [`Straße.${marker}`, `STRASSE.${marker}`])
      expect(await gatehouse.put(`/users/${third.id}`, { body: { userName } })).toFailWith({
        status: 400,
        code: 'USER_NAME_TAKEN',
        field: 'userName',
      });
  });
});

describe('a search', () => {
  const long = marker.padEnd(255, 'x');
  const users = {
    renee: { firstname: 'Renée', lastname: `König${marker}` },
    decomposed: { firstname: 'Mu', lastname: `Mu\u0308ller${marker}` },
    phone: { lastname: `Phone${marker}`, mobile: '+491701234567' },
    long: { firstname: long, lastname: long, displayName: long, email: `ann@${marker}.test` },
    greek: { lastname: `${marker}Σίσυφος` },
    kana: { lastname: `${marker}が` },
  };
  beforeAll(async () => {
    for (const values of Object.values(users)) await aWritten(values);
  });

  it.each([
    [`Ko\u0308nig${marker}`, 'renee'],
    [`König${marker} Renée`, 'renee'],
    [`König${marker}, Renée`, 'renee'],
    [`renée  könig${marker}`, 'renee'],
    [`koenig${marker}`, 'renee'],
    [`KONIG${marker.toUpperCase()}`, 'renee'],
    [`Müller${marker}`, 'decomposed'],
    [`mueller${marker}`, 'decomposed'],
    [`0170 1234567`, 'phone'],
    [`phone${marker} +49 170`, 'phone'],
    [`0049170 phone${marker}`, 'phone'],
    [`ann@${marker}.test`, 'long'],
    [`${marker}σισυφοσ`, 'greek'],
    [`${marker}が`, 'kana'],
  ] as const)('by %s finds who is meant', async (typed, who) => {
    const shown = users[who] as { lastname: string };
    expect((await found(typed)).map(({ lastname }) => lastname)).toEqual([shown.lastname]);
  });

  it.each([`König${marker} Anna`, `${marker}か`, `${marker}, nobody`])(
    'by %s finds nobody',
    async (typed) => {
      expect(await found(typed)).toEqual([]);
    },
  );

  it.each([
    ['/role-groups', { roles: [] }],
    ['/dac-groups', { code: `search-${marker}` }],
  ])('is the same in %s', async (path, rest) => {
    const { id } = succeed(
      await gatehouse.post(path, { body: { ...rest, name: `Verkäufer Süd ${marker}` } }),
      201,
    ).body.data;

    for (const typed of ['süd verka\u0308ufer', 'VERKAEUFER', `${marker}, sud`]) {
      const query = encodeURIComponent(`${typed} ${marker}`);
      const { data } = succeed(await gatehouse.get(`${path}?_q=${query}`)).body;
      expect([typed, data.map((one: { id: number }) => one.id)]).toEqual([typed, [id]]);
    }
    succeed(await gatehouse.delete(`${path}/${id}`));
  });
});

describe('names in a list', () => {
  const names = ['Zimmer', 'Adler', 'de Vries', null, 'Ämter', 'van Dyk', 'Ahrens', null, 'Ostrom'];
  const right = ['Adler', 'Ahrens', 'Ämter', 'de Vries', 'Ostrom', 'van Dyk', 'Zimmer'];
  const nobodys = [null, null];
  const group = `order${marker}`;

  beforeAll(async () => {
    for (const [place, name] of names.entries())
      await aWritten({
        lastname: name,
        firstname: name,
        displayName: name,
        ...(name && { userName: `${name}.${group}` }),
        email: `${group}.${place}@example.test`,
      });
  });

  it.each(['lastname', 'firstname', 'displayName'] as const)(
    'come in the order that people expect by %s, and who has none comes last, in either direction',
    async (field) => {
      const by = async (direction: string, paging = '') =>
        (await found(group, `&sort=${field}:${direction}${paging}`)).map((user) => user[field]);

      expect(await by('asc')).toEqual([...right, ...nobodys]);
      expect(await by('desc')).toEqual([...[...right].reverse(), ...nobodys]);
      const pages = [1, 2, 3, 4, 5].map((page) => by('desc', `&pageSize=2&page=${page}`));
      expect((await Promise.all(pages)).flat()).toEqual([...[...right].reverse(), ...nobodys]);
    },
  );

  it('do so by user name too, among the addresses of who has none', async () => {
    const shown = (await found(group, '&sort=userName:asc')).map(({ userName }) => userName.split('.')[0]);

    expect(shown.filter((name) => name !== group)).toEqual(right);
  });

  it.each([
    ['/role-groups', { roles: [] }],
    ['/dac-groups', {}],
    ['/saved-views', { isShared: false, columns: ['lastname'], query: {} }],
    ['/licences', { seats: null, features: [], userTypes: ['panel'] }],
  ])('come in the same order in %s', async (path, rest) => {
    const made: number[] = [];
    for (const [place, name] of names.filter((one) => one !== null).entries()) {
      const code = ['/dac-groups', '/licences'].includes(path) && { code: `o-${marker}-${place}` };
      const body = { ...rest, ...code, name: `${name} ${marker}` };
      made.push(succeed(await gatehouse.post(path, { body }), 201).body.data.id);
    }

    const sort =
      path === '/dac-groups' ? '?sort=name:asc&pageSize=200' : path === '/saved-views' ? '' : '?pageSize=200';
    const { data } = succeed(await gatehouse.get(`${path}${sort}`)).body;
    const ours = (data as { name: string }[]).map(({ name }) => name).filter((name) => name.includes(marker));
    expect(ours).toEqual(right.map((name) => `${name} ${marker}`));
    for (const id of made) succeed(await gatehouse.delete(`${path}/${id}`));
  });
});
