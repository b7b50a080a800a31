import { z } from 'zod';

import { byId, contract, id } from './contract';

const names = z.array(z.string());

/**
 * Adds what another user has to what the user has; nothing is taken. Accounts and DAC groups take the permissions to give
 * them. Refused as a whole, naming the part, where one of it may not be given.
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
    /** Those of the other user's own; what groups of theirs give comes with the groups. */
    roles: z.boolean().default(false),
    roleGroups: z.boolean().default(false),
    /** Where the user belongs to an account already, they stay what they are in it. */
    accounts: z.boolean().default(false),
    dacGroups: z.boolean().default(false),
  }),
  /** The names of what was added. */
  response: z.object({ roles: names, roleGroups: names, accounts: names, dacGroups: names }),
});
