import type { z } from 'zod';

import {
  type Account,
  type createAccount,
  MAX_ACCOUNT_DEPTH,
  MAX_ACCOUNTS,
  type updateAccount,
} from '../../../../../shared/contracts/accounts';
import { depthOf, isBelow, isWithin, pathOf } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction, isDuplicate } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createMemberships } from './memberships';
import { createMemberStore } from './member-store';
import { createAccountStore, siblingKey, type StoredAccount } from './store';

type AccountChange = z.output<typeof updateAccount.body>;

/** Behind all siblings. */
const LAST = MAX_ACCOUNTS;

/** The tree of accounts, and who belongs to which. */
export const accountsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createAccountStore(strapi);
  const members = createMemberStore(strapi);
  const reachOf = (actor: Actor) => getService(strapi, 'reach').of(actor);

  const describe = async (accounts: readonly StoredAccount[], actor: Actor): Promise<Account[]> => {
    const counts = await members.counts();
    const reach = await reachOf(actor);
    const isSeen = (path: string) => !reach || isWithin(path, reach.accountIds);
    return accounts.map(({ id, name, parentId, path }) => {
      const isParentSeen = isSeen(path.replace(/\d+\/$/, ''));
      return {
        id,
        name,
        parent: isParentSeen ? parentId : null,
        userCount: counts.get(id) ?? 0,
        mayChange: isParentSeen,
      };
    });
  };
  const answer = async (account: StoredAccount, actor: Actor) => ({
    data: (await describe([account], actor))[0] as Account,
  });

  /** One that is beyond reach is not there; the topmost that are within it are changed from above. */
  const findForChange = async (id: number, actor: Actor) => {
    const account = await store.find(id);
    const reach = await reachOf(actor);
    if (!account || (reach && !isWithin(account.path, reach.accountIds)))
      throw new GatehouseError('NOT_FOUND');
    if (reach && !isBelow(account.path, reach.accountIds)) throw new GatehouseError('OUT_OF_REACH');
    return account;
  };

  /** Null: the top. */
  const findParent = async (id: number | null, actor: Actor) => {
    const reach = await reachOf(actor);
    if (id === null) {
      if (reach) throw new GatehouseError('OUT_OF_REACH');
      return null;
    }
    const parent = await store.find(id);
    if (!parent || (reach && !isWithin(parent.path, reach.accountIds)))
      throw fieldError('UNKNOWN_ACCOUNT', 'parent');
    return parent;
  };

  const nameOf = async (id: number | null) => (id === null ? null : ((await store.find(id))?.name ?? null));

  const assertNotTooDeep = (depth: number) => {
    if (depth > MAX_ACCOUNT_DEPTH) throw fieldError('ACCOUNT_TOO_DEEP', 'parent');
  };

  /** One change of the tree after the other. The database refuses a second sibling of one name. */
  const changeTree = async <T>(work: () => Promise<T>): Promise<T> => {
    // Before the transaction, as two that both found the row there would each hold on MariaDB what the other waits for.
    await store.ensureHold(clock.now());
    try {
      return await inTransaction(strapi, async () => {
        await store.holdTree();
        return work();
      });
    } catch (error) {
      throw isDuplicate(error) ? fieldError('ACCOUNT_NAME_TAKEN', 'name') : error;
    }
  };

  const record = (
    action: 'account-created' | 'account-changed' | 'account-deleted',
    { id, name }: Pick<StoredAccount, 'id' | 'name'>,
    changes: Record<string, { before: unknown; after: unknown }> | null,
    actor: Actor,
  ) =>
    getService(strapi, 'log').recordChange({ about: { kind: 'account', id, name }, action, changes, actor });

  return {
    async list(actor: Actor) {
      const reach = await reachOf(actor);
      return { data: await describe(await store.list(reach && reach.accountIds), actor) };
    },

    create: ({ name, parent: parentId }: z.output<typeof createAccount.body>, actor: Actor) =>
      changeTree(async () => {
        const parent = await findParent(parentId, actor);
        if ((await store.count()) >= MAX_ACCOUNTS) throw new GatehouseError('TOO_MANY_ACCOUNTS');
        assertNotTooDeep(parent ? depthOf(parent.path) + 1 : 1);
        const account = await store.insert(
          {
            name,
            siblingKey: siblingKey(parentId, name),
            parentId,
            position: await store.makeRoom({ parentId, position: LAST }, null),
            parentPath: parent?.path ?? null,
          },
          clock.now(),
        );
        await record(
          'account-created',
          account,
          parent && { parent: { before: null, after: parent.name } },
          actor,
        );
        return answer(account, actor);
      }),

    update: (id: number, change: AccountChange, actor: Actor) =>
      changeTree(async () => {
        const account = await findForChange(id, actor);
        const { name = account.name, parent: parentId = account.parentId } = change;
        const isMoved = parentId !== account.parentId;
        const parent = isMoved ? await findParent(parentId, actor) : null;
        if (parent && isWithin(parent.path, [id])) throw fieldError('ACCOUNT_CYCLE', 'parent');
        const path = isMoved ? pathOf(parent?.path ?? null, id) : account.path;
        if (isMoved) {
          const depths = (await store.list([id])).map((one) => depthOf(one.path));
          assertNotTooDeep(Math.max(...depths) - depthOf(account.path) + depthOf(path));
          await store.repath(account.path, path);
        }
        const position =
          isMoved || change.position !== undefined
            ? await store.makeRoom({ parentId, position: change.position ?? LAST }, id)
            : account.position;
        const key = siblingKey(parentId, name);
        const isKept = key === siblingKey(account.parentId, account.name);
        const after = { name, parentId, position };
        await store.update(id, { ...after, siblingKey: isKept ? undefined : key }, clock.now());
        const changes = {
          ...(name !== account.name && { name: { before: account.name, after: name } }),
          ...(isMoved && { parent: { before: await nameOf(account.parentId), after: parent?.name ?? null } }),
        };
        if (Object.keys(changes).length > 0) await record('account-changed', { id, name }, changes, actor);
        return answer({ ...account, ...after, path }, actor);
      }),

    remove: (id: number, actor: Actor) =>
      changeTree(async () => {
        // Whoever places somebody in it meanwhile holds it, or finds it gone.
        await store.holdMany([id]);
        const account = await findForChange(id, actor);
        if ((await store.hasChildren(id)) || (await members.hasAny(id)))
          throw new GatehouseError('ACCOUNT_NOT_EMPTY');
        const described = await answer(account, actor);
        await store.remove(id);
        await record('account-deleted', account, null, actor);
        return described;
      }),

    renewNameKeys: () => store.renewNameKeys(),

    ...createMemberships(strapi, store, members),
  };
};

declare module '../../../platform/services' {
  interface Services {
    accounts: ReturnType<typeof accountsService>;
  }
}
