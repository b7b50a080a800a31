import { actionId, type Permission } from '../../../shared/permissions';
import type { shared } from '../vocabulary';
import { aPassword, succeed, type Person } from '../vocabulary';

type Words = Pick<typeof shared, 'http' | 'aUser' | 'superAdmin'> & {
  signIn: (person: Person) => Promise<{ token: string | undefined }>;
};

let made = 0;

/** An admin token that its owner makes; Strapi gives nobody a token of somebody else's. */
export const anAdminTokenOf = async (
  { http, signIn }: Words,
  owner: Person,
  permissions: readonly (Permission | `admin::${string}`)[] = ['users.read'],
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
      adminPermissions: permissions.map((permission) => ({
        action: permission.startsWith('admin::') ? permission : actionId(permission as Permission),
        subject: null,
        properties: {},
        conditions: [],
      })),
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
