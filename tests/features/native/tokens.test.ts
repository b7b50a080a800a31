import { randomUUID } from 'node:crypto';

import { apiOnlyAt } from '../api-keys/api-only';
import { MINUTE, shared, succeed } from '../vocabulary';
import {
  actionsOf,
  aSuperAdmin,
  ask,
  type AtWork,
  expectProofAsked,
  logOf,
  permissionTo,
  refused,
  whoMay,
} from './vocabulary';

const { clock, http, putBack, sql } = shared;
const { aKeyOf, anApiOnlyUser, find, keysOf } = apiOnlyAt(shared);

afterEach(putBack);

const KINDS = {
  'api-tokens': () => ({ type: 'full-access', lifespan: null }),
  'admin-tokens': () => ({ lifespan: null, adminPermissions: [permissionTo('admin::users.read')] }),
  'transfer/tokens': () => ({ permissions: ['pull'], lifespan: null }),
};
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];

const make = (person: Pick<AtWork, 'token' | 'from'>, kind: Kind, name = `Token ${randomUUID()}`) =>
  ask(person, 'post', `/admin/${kind}`, { name, description: '', ...KINDS[kind]() });
const aToken = async (person: AtWork, kind: Kind) =>
  succeed(await make(person, kind), 201).body.data as { id: number; name: string; accessKey: string };

describe.each(kinds)('%s', (kind) => {
  it('are made, changed and made anew with a fresh proof, and each stands in the log', async () => {
    const person = await aSuperAdmin();
    await expectProofAsked(person, () => make(person, kind), 201);
    const token = await aToken(person, kind);
    const path = `/admin/${kind}/${token.id}`;

    await expectProofAsked(person, () => ask(person, 'put', path, { name: `${token.name} anew` }));
    await expectProofAsked(person, () => ask(person, 'post', `${path}/regenerate`), 201);
    await clock.advance(61 * MINUTE);
    succeed(await ask(person, 'delete', path));

    expect(await actionsOf(person)).toEqual(
      expect.arrayContaining(['token-created', 'token-changed', 'token-regenerated', 'token-revoked']),
    );
    expect(JSON.stringify(await logOf(person))).not.toContain(token.accessKey);
  });

  it('are made, changed and made anew by no token', async () => {
    const person = await aSuperAdmin();
    const token = await aToken(person, kind);
    const path = `/admin/${kind}/${token.id}`;
    const scope = kind === 'transfer/tokens' ? 'admin::transfer.tokens' : `admin::${kind}`;
    const robot = succeed(
      await ask(person, 'post', '/admin/admin-tokens', {
        name: `Robot ${randomUUID()}`,
        lifespan: null,
        adminPermissions: (['create', 'update', 'regenerate', 'delete'] as const).map((verb) =>
          permissionTo(`${scope}.${verb}` as never),
        ),
      }),
      201,
    ).body.data.accessKey;
    const by = { token: robot, from: person.from };

    expect(await make(by, kind)).toMatchObject(refused(403, 'SESSION_NEEDED'));
    expect(await ask(by, 'put', path, { name: 'x' })).toMatchObject(refused(403, 'SESSION_NEEDED'));
    expect((await ask(by, 'post', `${path}/regenerate`)).status).toBe(403);
    expect(await find(token.accessKey).then((status) => (kind === 'api-tokens' ? status : 200))).toBe(200);
    succeed(await ask(by, 'delete', path));
  });
});

it('a token that can be read again is shown with a fresh proof, and that stands in the log', async () => {
  const person = await aSuperAdmin();
  const token = await aToken(person, 'api-tokens');
  const show = () => ask(person, 'get', `/admin/api-tokens/${token.id}`);
  const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'encrypted_key',
    'strapi_api_tokens',
    'id',
    token.id,
  ]);
  expect(row?.encrypted_key).toEqual(expect.any(String));

  const { body } = await expectProofAsked(person, show);

  expect(body.data.accessKey).toBe(token.accessKey);
  expect(await actionsOf(person)).toContain('token-read');

  await sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', ['strapi_api_tokens', 'encrypted_key', 'id', token.id]);
  await clock.advance(61 * MINUTE);
  succeed(await show());
});

describe('the key of an API-only user', () => {
  it('is not made anew or changed on Strapi’s page', async () => {
    const person = await whoMay(
      'admin::api-tokens.regenerate',
      'admin::api-tokens.update',
      'admin::api-tokens.read',
    );
    const user = await anApiOnlyUser();
    const { key, tokenId } = await aKeyOf(user);
    const path = `/admin/api-tokens/${tokenId}`;

    expect(await ask(person, 'post', `${path}/regenerate`)).toMatchObject(refused(400, 'KEY_OF_USER'));
    expect(await ask(person, 'put', path, { type: 'full-access' })).toMatchObject(
      refused(400, 'KEY_OF_USER'),
    );

    expect(await find(key)).toBe(200);
    expect(succeed(await ask(person, 'get', path)).body.data.accessKey).toBeUndefined();
  });

  it('is revoked there too, which stands in the user’s log', async () => {
    const person = await whoMay('admin::api-tokens.delete');
    const user = await anApiOnlyUser();
    const { key, tokenId } = await aKeyOf(user);

    succeed(await ask(person, 'delete', `/admin/api-tokens/${tokenId}`));

    expect(await keysOf(user)).toEqual([]);
    expect(await find(key)).toBe(401);
    expect(await logOf(user)).toContainEqual(
      expect.objectContaining({
        action: 'api-key-revoked',
        actor: expect.objectContaining({ id: person.adminUserId }),
      }),
    );
  });

  it('is made and rotated by no token', async () => {
    const person = await aSuperAdmin();
    const user = await anApiOnlyUser([]);
    const key = await aKeyOf(user);
    const { accessKey } = succeed(
      await ask(person, 'post', '/admin/admin-tokens', {
        name: `Robot ${randomUUID()}`,
        lifespan: null,
        adminPermissions: [permissionTo('api-keys.create')],
      }),
      201,
    ).body.data;
    const by = { token: accessKey, from: person.from };

    for (const path of [`/users/${user.id}/api-keys`, `/api-keys/${key.id}/rotate`])
      expect(
        await http.post(`/gatehouse${path}`, {
          ...by,
          body: path.endsWith('rotate') ? {} : { description: 'x' },
        }),
      ).toMatchObject(refused(403, 'SESSION_NEEDED'));
  });
});
