import { z } from 'zod';

import { ERROR_CODES, type ErrorCode } from '../error-codes';
import { byId, contract, id } from './contract';

const names = z.array(z.string());
const codes = Object.keys(ERROR_CODES) as ErrorCode[];

const wanted = z.strictObject({
  /** Whose access is copied. */
  from: id,
  /** Those given to the other user directly; those from groups come with the groups. */
  roles: z.boolean().default(false),
  roleGroups: z.boolean().default(false),
  /** In accounts that the user already belongs to, they stay what they are. */
  accounts: z.boolean().default(false),
  dacGroups: z.boolean().default(false),
});

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
  body: wanted,
  /** The names of what was added. */
  response: z.object({ roles: names, roleGroups: names, accounts: names, dacGroups: names }),
});

/** Why it would be refused; null: it would not. */
const refused = z.enum(codes).nullable();
/** What would be added; `refused`: why none of it could be. */
const part = z.object({ items: z.array(z.object({ name: z.string(), refused })), refused });

/** Held already is not added, and not listed. */
export const previewCopyAccess = contract({
  method: 'POST',
  path: '/users/:id/copy-access/preview',
  permissions: ['users.read', 'users.update'],
  sometimes: ['accounts.assign', 'dac-groups.assign'],
  params: byId,
  body: wanted,
  response: z.object({ roles: part, roleGroups: part, accounts: part, dacGroups: part }),
});
export type CopyPreview = z.output<typeof previewCopyAccess.response>;
