import { z } from 'zod';

import { byId, contract, id } from './contract';

const names = z.array(z.string());

/**
 * Gives the user what another user has; nothing is taken away. Accounts and DAC groups need the permissions
 * to assign them. Refused as a whole, naming the part, if any of it may not be given.
 */
export const copyAccess = contract({
  method: 'POST',
  path: '/users/:id/copy-access',
  permissions: ['users.read', 'users.update'],
  sometimes: ['accounts.assign', 'dac-groups.assign'],
  params: byId,
  body: z.strictObject({
    /** Whose access is copied. */
    from: id,
    /** Those given to the other user directly; those from groups come with the groups. */
    roles: z.boolean().default(false),
    roleGroups: z.boolean().default(false),
    /** In accounts that the user already belongs to, they stay what they are. */
    accounts: z.boolean().default(false),
    dacGroups: z.boolean().default(false),
  }),
  /** The names of what was added. */
  response: z.object({ roles: names, roleGroups: names, accounts: names, dacGroups: names }),
});
