import { z } from 'zod';

import { ACCOUNT_ROLES } from '../constants';
import { refusal } from '../refusals';
import { byId, contract, id, nameOf } from './contract';

/** The most accounts there can be: the whole tree is one answer. */
export const MAX_ACCOUNTS = 10_000;
/** Levels of the tree, including the topmost. */
export const MAX_ACCOUNT_DEPTH = 20;
/** Accounts that one user can belong to. */
export const MAX_ACCOUNTS_A_USER = 200;

const name = nameOf(100);
/** Among its siblings: 0 is the first, and anything beyond the last is the last. */
const position = z.number().int().min(0).max(MAX_ACCOUNTS);

export const account = z.object({
  id,
  name: z.string(),
  /** Null at the top, and at the top of the scope of a caller limited to their own accounts. */
  parent: id.nullable(),
  /** Users of this account alone; those of the accounts below are counted there. */
  userCount: z.number(),
  /** Users of this account or of one below it, each once: as the list of users shows them for it. */
  allUserCount: z.number(),
  /** Whether it is where the caller may rename, move and delete. */
  mayChange: z.boolean(),
});
export type Account = z.output<typeof account>;

/** The whole tree, each account after the siblings before it. */
export const listAccounts = contract({
  method: 'GET',
  path: '/accounts',
  permissions: ['accounts.read'],
  scope: 'narrowed',
  response: z.array(account),
});

export const createAccount = contract({
  method: 'POST',
  path: '/accounts',
  permissions: ['accounts.update'],
  scope: 'narrowed',
  body: z.strictObject({ name, parent: id.nullable().default(null) }),
  response: account,
  status: 201,
});

/** Renames it, moves it with everything below it, or both. */
export const updateAccount = contract({
  method: 'PUT',
  path: '/accounts/:id',
  permissions: ['accounts.update'],
  scope: 'narrowed',
  params: byId,
  body: z.strictObject({
    name: name.optional(),
    parent: id.nullable().optional(),
    position: position.optional(),
  }),
  response: account,
});

/** Refused while it has users or accounts below it. */
export const deleteAccount = contract({
  method: 'DELETE',
  path: '/accounts/:id',
  permissions: ['accounts.update'],
  scope: 'narrowed',
  params: byId,
  response: account,
});

const accountRole = z.enum(ACCOUNT_ROLES);

const membersOnce = <T extends z.ZodType<{ account: number }>>(item: T) =>
  z
    .array(item)
    .max(MAX_ACCOUNTS_A_USER)
    .refine((all) => new Set(all.map(({ account: of }) => of)).size === all.length, refusal('duplicate'));

/** Where a new user is placed. If no role is given, the policy's (`invitations.accountRole`) applies. */
export const newMemberships = membersOnce(z.strictObject({ account: id, role: accountRole.optional() }));
export type NewMembership = z.output<typeof newMemberships>[number];

const memberships = z.array(z.object({ account: z.object({ id, name: z.string() }), role: accountRole }));
export type Membership = z.output<typeof memberships>[number];

/** Callers limited to their own accounts see only the user's that are among them. */
export const listUserAccounts = contract({
  method: 'GET',
  path: '/users/:id/accounts',
  permissions: ['accounts.read'],
  params: byId,
  response: memberships,
});

/** Replaces the list. Callers limited to their own accounts leave the others unchanged. */
export const setUserAccounts = contract({
  method: 'PUT',
  path: '/users/:id/accounts',
  permissions: ['accounts.assign'],
  scope: 'narrowed',
  params: byId,
  body: z.strictObject({ accounts: membersOnce(z.strictObject({ account: id, role: accountRole })) }),
  response: memberships,
});
