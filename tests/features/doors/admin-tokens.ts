import { actionId, type Permission } from '../../../shared/permissions';
import type { shared } from '../vocabulary';
import { anAddress, aPassword, succeed, type Person } from '../vocabulary';

type Words = Pick<typeof shared, 'http' | 'hook' | 'aUser' | 'superAdmin'> & {
  signIn: (person: Person) => Promise<{ token: string | undefined }>;
};

/** As Strapi's forms of roles and tokens have it. */
type Asked = {
  action: string;
  subject: string | null;
  properties: { fields?: readonly string[] | null; locales?: readonly string[] | null };
  conditions: readonly string[];
};

let made = 0;

/** What the Content Manager asks for before it does something with articles; with all their fields unless told. */
export const articles = (
  action: 'read' | 'create' | 'update',
  { conditions = [], ...properties }: Asked['properties'] & { conditions?: string[] } = {},
): Asked => ({
  action: `plugin::content-manager.explorer.${action}`,
  subject: 'api::article.article',
  properties,
  conditions,
});

/** A user with a role of their own, by which they make tokens of what they may themself. */
export const anEditorWith = async ({ hook, aUser }: Words, permissions: readonly Asked[]) => {
  const make = { ...articles('create'), action: 'admin::admin-tokens.create', subject: null };
  const role = await hook<number>('roles', {
    name: `Editors ${anAddress()}`,
    description: 'made by a test',
    permissions: [make, ...permissions],
  });
  const person = await aUser({ roles: [role], password: aPassword });
  return {
    ...person,
    /** What the role permits from then on. */
    narrow: (to: readonly Asked[]) => hook('roles', { id: role, permissions: [make, ...to] }),
  };
};

/** An admin token that its owner makes; Strapi gives nobody a token of somebody else's. */
export const anAdminTokenOf = async (
  { http, signIn }: Words,
  owner: Person,
  permissions: readonly (Permission | `admin::${string}` | Asked)[] = ['users.read'],
): Promise<string> => {
  const { token } = await signIn(owner);
  if (!token) {
    throw new Error(`${owner.email} could not sign in to make a token`);
  }
  made += 1;
  const answer = await http.post('/admin/admin-tokens', {
    token,
    from: owner.from,
    body: {
      name: `Token ${made} of ${owner.email}`,
      lifespan: null,
      adminPermissions: permissions.map((permission) =>
        typeof permission === 'object'
          ? permission
          : {
              action: permission.startsWith('admin::') ? permission : actionId(permission as Permission),
              subject: null,
              properties: {},
              conditions: [],
            },
      ),
    },
  });
  const { accessKey, adminUserOwner } = succeed(answer, 201).body.data;
  if (Number(adminUserOwner?.id ?? adminUserOwner) !== owner.adminUserId) {
    throw new Error(`The token is not ${owner.email}'s: ${JSON.stringify(answer.body)}`);
  }
  return accessKey;
};

/** A super admin, for whom an admin token may have any permission. */
export const aTokenOwner = ({ aUser }: Words): Promise<Person> =>
  aUser({ roles: ['strapi-super-admin'], password: aPassword });
