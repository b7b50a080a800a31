import { randomUUID } from 'node:crypto';

import { MINUTE, shared, succeed } from '../vocabulary';
import {
  aRoleTo,
  aSuperAdmin,
  ask,
  type AtWork,
  expectProofAsked,
  permissionTo,
  refused,
  whoMay,
} from './vocabulary';

const { clock, gatehouse, permit, putBack, sql } = shared;

afterEach(putBack);

const READ_ARTICLES = {
  action: 'plugin::content-manager.explorer.read',
  subject: 'api::article.article',
  properties: { fields: ['title'] },
  conditions: [] as string[],
};

const permissionsOf = async ({ id }: { id: number }) =>
  (
    await sql(
      `SELECT p.action FROM admin_permissions p JOIN admin_permissions_role_lnk l ON l.permission_id = p.id
       WHERE l.role_id = ? ORDER BY p.action`,
      [id],
    )
  ).map(({ action }) => action);
const changesOf = async ({ id }: { id: number }) =>
  succeed(await gatehouse.get(`/roles/${id}/changes`)).body.data as {
    action: string;
    changes: object | null;
  }[];
const give = (person: AtWork, { id }: { id: number }, permissions: object[]) =>
  ask(person, 'put', `/admin/roles/${id}/permissions`, { permissions });

describe('what a role permits', () => {
  it('is never more than who says so holds', async () => {
    const person = await whoMay('admin::roles.update', 'admin::roles.read');
    const role = await aRoleTo('admin::roles.read');

    for (const more of [permissionTo('admin::users.delete'), permissionTo('policy.update'), READ_ARTICLES])
      expect(await give(person, role, [permissionTo('admin::roles.read'), more])).toMatchObject(
        refused(403, 'MORE_THAN_YOU_HOLD'),
      );

    expect(await permissionsOf(role)).toEqual(['admin::roles.read']);
    expect(await changesOf(role)).toEqual([]);
  });

  it('is not more fields, or fewer conditions, than they hold', async () => {
    const held = await aRoleTo('admin::roles.update');
    succeed(
      await give(await aSuperAdmin(), held, [
        permissionTo('admin::roles.update'),
        { ...READ_ARTICLES, conditions: ['admin::is-creator'] },
      ]),
    );
    const person = await shared.aUserAtWork({ roles: [held.id] });
    const role = await aRoleTo();

    expect(await give(person, role, [READ_ARTICLES])).toMatchObject(refused(403, 'MORE_THAN_YOU_HOLD'));
    expect(
      await give(person, role, [
        { ...READ_ARTICLES, properties: { fields: ['title', 'body'] }, conditions: ['admin::is-creator'] },
      ]),
    ).toMatchObject(refused(403, 'MORE_THAN_YOU_HOLD'));
    succeed(await give(person, role, [{ ...READ_ARTICLES, conditions: ['admin::is-creator'] }]));
  });

  it('may stay what it was, and become less, whoever says so', async () => {
    const person = await whoMay('admin::roles.update');
    const role = await aRoleTo('admin::webhooks.read', 'admin::webhooks.create');

    succeed(await give(person, role, [permissionTo('admin::webhooks.read')]));

    expect(await permissionsOf(role)).toEqual(['admin::webhooks.read']);
  });

  it('is what its editor’s own role permits by no detour', async () => {
    const own = await aRoleTo('admin::roles.update', 'admin::roles.create');
    const person = await shared.aUserAtWork({ roles: [own.id] });

    expect(
      await give(person, own, [permissionTo('admin::roles.update'), permissionTo('admin::users.update')]),
    ).toMatchObject(refused(403, 'MORE_THAN_YOU_HOLD'));
    const created = await ask(person, 'post', '/admin/roles', {
      name: randomUUID(),
      permissions: [permissionTo('admin::users.update')],
    });
    expect(created.status).toBe(400);
  });

  it('asks for a proof where it manages users, and for none where it is about content', async () => {
    const person = await aSuperAdmin();
    const role = await aRoleTo();
    await clock.advance(61 * MINUTE);

    succeed(await give(person, role, [READ_ARTICLES]));
    await expectProofAsked(person, () =>
      give(person, role, [READ_ARTICLES, permissionTo('admin::users.update')]),
    );

    // And so where that is taken away.
    await expectProofAsked(person, () => give(person, role, [READ_ARTICLES]));
    expect(await changesOf(role)).toMatchObject([
      {
        action: 'role-permissions-changed',
        changes: { permissions: { before: ['admin::users.update'], after: [] } },
      },
      {
        action: 'role-permissions-changed',
        changes: { permissions: { before: [], after: ['admin::users.update'] } },
      },
      {
        action: 'role-permissions-changed',
        changes: {
          permissions: { before: [], after: ['plugin::content-manager.explorer.read api::article.article'] },
        },
      },
    ]);
  });
});

it('a role that is made, renamed and deleted stands in the log', async () => {
  const person = await aSuperAdmin();
  const name = `Made ${randomUUID()}`;

  const { id } = succeed(await ask(person, 'post', '/admin/roles', { name, description: 'x' }), 201).body
    .data;
  succeed(await ask(person, 'put', `/admin/roles/${id}`, { name: `${name} anew`, description: 'x' }));
  expect(await changesOf({ id })).toMatchObject([
    { action: 'role-changed', changes: { name: { before: name, after: `${name} anew` } } },
    { action: 'role-created' },
  ]);
  succeed(await ask(person, 'delete', `/admin/roles/${id}`));

  const other = await aRoleTo();
  succeed(await ask(person, 'post', '/admin/roles/batch-delete', { ids: [other.id] }));
  for (const role of [id, other.id])
    expect(
      await sql('SELECT ?? FROM ?? WHERE ?? = ? AND ?? = ?', [
        'actor_id',
        'gatehouse_notes',
        'role_id',
        role,
        'action',
        'role-deleted',
      ]),
    ).toEqual([{ actor_id: person.adminUserId }]);
});

it('a role is privileged whose holders may manage users', async () => {
  const privileged = async (...permissions: Parameters<typeof permit>[1]) => {
    const role = await aRoleTo();
    await permit(role.id, permissions);
    return shared.call<boolean>(`strapi.plugin('gatehouse').service('roles').isAnyPrivileged([${role.id}])`);
  };

  expect(await privileged('users.read', 'log.note')).toBe(false);
  expect(await privileged('users.update')).toBe(true);
  expect(
    await shared.call<boolean>(
      `strapi.plugin('gatehouse').service('roles').isAnyPrivileged([${await shared.roleId('strapi-super-admin')}])`,
    ),
  ).toBe(true);
});
