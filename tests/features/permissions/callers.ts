import { PERMISSIONS } from '../../../shared/permissions';
import { accountsAt } from '../accounts/vocabulary';
import { apiOnlyAt } from '../api-keys/api-only';
import { anAdminTokenOf, aTokenOwner } from '../doors/admin-tokens';
import { anAddress, shared, succeed, type Person } from '../vocabulary';

const { aRole, aUserAtWork, http, superAdmin } = shared;
const { aLimitedAdmin, place } = accountsAt(shared);
const { aKeyOf, anApiOnlyUser } = apiOnlyAt(shared);

export const CALLERS = [
  'nobody',
  'a key of the Content API',
  'an editor',
  'a reader',
  'an account viewer',
  'the admin of another account',
  'an account admin',
  'a panel admin',
  'a key of the panel',
  'an admin token',
  'a super admin',
] as const;
export type Caller = (typeof CALLERS)[number];
/** `person`: where it is somebody with a session, whose own things they may ask about. */
export type Asker = { token?: string; from: string; person?: Person & { token: string } };

const ALL = PERMISSIONS.map(({ uid }) => uid);

/** One of each kind; those of accounts for who belongs to `account`, and not to `other`. */
export const oneOfEach = async (accounts: {
  account: number;
  other: number;
}): Promise<Record<Caller, Asker>> => {
  const atWork = async (roles: (number | string)[]) => asAsker(await aUserAtWork({ roles }));
  const reader = await aUserAtWork({ roles: [(await aRole(ALL.filter((uid) => uid.endsWith('.read')))).id] });
  const viewer = await aLimitedAdmin([]);
  for (const person of [reader, viewer]) await place(person, [{ account: accounts.account, role: 'viewer' }]);
  const owner = await aTokenOwner(shared);
  const [robot, integration] = [await anApiOnlyUser([]), await anApiOnlyUser([], ALL)];

  return {
    nobody: { from: anAddress() },
    'a key of the Content API': { token: (await aKeyOf(robot)).key, from: robot.from },
    'an editor': await atWork([(await anEditorsRole()).id]),
    'a reader': asAsker(reader),
    'an account viewer': asAsker(viewer),
    'the admin of another account': asAsker(await aLimitedAdmin([accounts.other])),
    'an account admin': asAsker(await aLimitedAdmin([accounts.account])),
    'a panel admin': await atWork([(await aRole(ALL)).id]),
    'a key of the panel': {
      token: (await aKeyOf(integration, { kind: 'admin' })).key,
      from: integration.from,
    },
    'an admin token': { token: await anAdminTokenOf(shared, owner, ALL), from: owner.from },
    'a super admin': await atWork(['strapi-super-admin']),
  };
};

const asAsker = (person: Person & { token: string }): Asker => ({
  token: person.token,
  from: person.from,
  person,
});

/** As Strapi's Editor, which other tests change. */
export const anEditorsRole = async () => {
  const role = await aRole();
  const actions = ['read', 'create', 'update', 'delete', 'publish'];
  const permissions = actions.map((action) => ({
    action: `plugin::content-manager.explorer.${action}`,
    subject: 'api::article.article',
    properties: {},
    conditions: [],
  }));
  succeed(
    await http.put(`/admin/roles/${role.id}/permissions`, {
      token: await superAdmin(),
      body: { permissions },
    }),
  );
  return role;
};
