import type { Context } from 'koa';

import { actorOf, currentActor, currentActorOrStrapi, isSystem } from '../../server/src/platform/actor';
import type { Strapi } from '../../server/src/platform/strapi';

const ada = { id: 7, email: 'ada@example.test', roles: [{ id: 1, code: 'strapi-super-admin' }] };
const requestOf = (state: object) => ({ state: { gatehouseAddress: '198.51.100.7', ...state } }) as Context;
const during = (ctx: Context | undefined) => ({ requestContext: { get: () => ctx } }) as unknown as Strapi;

const NOBODY = {
  adminUserId: null,
  isSuperAdmin: false,
  roleIds: [],
  tokenPermissions: [],
  ip: '198.51.100.7',
};

it.each([
  ['that nobody is signed in to', {}],
  // Of the Content API, where the same id is another person's.
  ['of an end user', { user: ada, auth: { strategy: { name: 'users-permissions' } } }],
])('a request %s is nobody’s, who may do nothing', (_, state) => {
  const actor = actorOf(requestOf(state));

  expect(actor).toMatchObject(NOBODY);
  expect(isSystem(actor)).toBe(false);
  expect([actor.can('users.read'), actor.holds('admin::users.read')]).toEqual([false, false]);
  expect(currentActor(during(requestOf(state)))).toMatchObject(NOBODY);
});

it.each(['admin', 'admin-token', undefined])(
  'a request of a panel user is theirs, recognised as %s',
  (name) => {
    const state = { user: ada, auth: name && { strategy: { name } } };
    expect(actorOf(requestOf(state))).toMatchObject({ adminUserId: 7, name: ada.email, isSuperAdmin: true });
  },
);

it('is Strapi outside of requests, and within one where the caller says so; never in place of who is signed in', () => {
  expect(isSystem(currentActor(during(undefined)))).toBe(true);
  expect(isSystem(currentActorOrStrapi(during(requestOf({}))))).toBe(true);
  expect(currentActorOrStrapi(during(requestOf({ user: ada }))).adminUserId).toBe(7);
  const endUser = requestOf({ user: ada, auth: { strategy: { name: 'users-permissions' } } });
  expect(currentActorOrStrapi(during(endUser))).toMatchObject(NOBODY);
});
