import { randomUUID } from 'node:crypto';

import type { Contract } from '../../../shared/contracts';
import { accountsAt } from '../accounts/vocabulary';
import { FIND } from '../api-keys/api-only';
import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';
import { anEmail, OFFICE, shared, succeed, type Person } from '../vocabulary';
import type { Caller } from './callers';
import { send, type Sent } from './requests';
import { everything, mutations, theScene, verdictOf } from './scene';

const { aRole, aUser, change, gatehouse, roleId } = shared;
const { limit, place } = accountsAt(shared);
const scene = theScene();

const WITH_ALL_PERMISSIONS = ['a panel admin', 'a key of the panel', 'an admin token'] as const;
const LIMITED_TOO = [...WITH_ALL_PERMISSIONS, 'an account admin'] as const;

const aRobot = async () => {
  const robot = await aUser({ roles: [scene.more], state: 'api-only' });
  await place(robot, [{ account: scene.account }]);
  return robot;
};
const onCredentialOf = async (robot: Person) => {
  const body = { description: 'x' };
  return succeed(await gatehouse.post(`/users/${robot.id}/api-keys`, { body }), 201).body.data.id as number;
};

/** What grants something, or bears on super admins: who holds every permission of Gatehouse does not do it. */
const beyond: [
  what: string,
  mutation: string,
  callers: readonly Caller[],
  code: string,
  () => Promise<Sent>,
][] = [
  [
    'makes a user with more',
    'createUser',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ body: { email: anEmail(), roles: [scene.more], accounts: [{ account: scene.account }] } }),
  ],
  [
    'invites somebody with more',
    'inviteUsers',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({
      body: { emails: [anEmail()], roles: [scene.more], accounts: [{ account: scene.account }] },
    }),
  ],
  [
    'gives a user more',
    'updateUser',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: (await scene.aMember()).id, body: { roles: [scene.role, scene.more] } }),
  ],
  [
    'gives many users more',
    'bulkUsers',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ body: { ids: [(await scene.aMember()).id], action: 'assign-role', role: scene.more } }),
  ],
  [
    'makes a key that may do more',
    'createApiKey',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: (await aRobot()).id, body: { description: 'x' } }),
  ],
  [
    'replaces one',
    'rotateApiKey',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: await onCredentialOf(await aRobot()), body: {} }),
  ],
  [
    'makes an OAuth client that may do more',
    'createOAuthClient',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => {
      const { id } = await aRobot();
      await change({ id }, { authType: 'oauth-client' });
      return { id, body: { description: 'x' } };
    },
  ],
  [
    'gives a DAC group that is not theirs',
    'setUserDacGroups',
    LIMITED_TOO,
    'MORE_THAN_YOU_HOLD',
    async () => {
      const body = { code: randomUUID(), name: 'A group' };
      const { id } = succeed(await gatehouse.post('/dac-groups', { body }), 201).body.data;
      return { id: (await scene.aMember()).id, body: { dacGroups: [id] } };
    },
  ],
  [
    'gives a role more of the Content API',
    'updateRole',
    WITH_ALL_PERMISSIONS,
    'MORE_THAN_YOU_HOLD',
    async () => ({ id: scene.role, body: { apiActions: [FIND] } }),
  ],
  [
    'frees a role from its accounts',
    'updateRole',
    WITH_ALL_PERMISSIONS,
    'SUPER_ADMIN_ONLY',
    async () => {
      const { id } = await aRole();
      await limit(id);
      return { id, body: { ownAccountsOnly: false } };
    },
  ],
  [
    'shuts everybody out by address',
    'createIpRule',
    WITH_ALL_PERMISSIONS,
    'SUPER_ADMIN_ONLY',
    async () => ({ body: { scope: 'everyone', range: OFFICE } }),
  ],
  [
    'makes a super admin',
    'createUser',
    LIMITED_TOO,
    'SUPER_ADMIN_ONLY',
    async () => ({
      body: {
        email: anEmail(),
        roles: [await roleId('strapi-super-admin')],
        accounts: [{ account: scene.account }],
      },
    }),
  ],
];

it.each(beyond)('nobody but a super admin %s', async (_, name, callers, code, prepare) => {
  const contract = mutations.find(([one]) => one === name)?.[1] as Contract;
  const sent = await prepare();
  const before = await everything();

  for (const caller of callers) {
    const verdict = verdictOf(contract, await send(contract, sent, scene.askers[caller]));
    expect([caller, verdict.slice(-code.length)]).toEqual([caller, code]);
  }
  expect(await everything()).toBe(before);

  // Which everybody, the super admin among them, would be kept out by.
  if (name === 'createIpRule') return;
  expect(verdictOf(contract, await send(contract, sent, scene.askers['a super admin']))).toBe('in');
});

it('lets an admin token grant no more than it was given, though its owner is a super admin', async () => {
  const owner = await aTokenOwner(shared);
  const [narrow, wide] = [await aRole(['users.create']), await aRole(['users.create', 'users.read'])];
  const token = await anAdminTokenOf(shared, owner, ['users.create']);
  const make = (roles: number[]) =>
    gatehouse.post('/users', { token, from: owner.from, body: { email: anEmail(), roles } });

  expect(await make([wide.id])).toFailWith({ status: 403, code: 'MORE_THAN_YOU_HOLD' });
  expect((await make([narrow.id])).status).toBe(201);
});
