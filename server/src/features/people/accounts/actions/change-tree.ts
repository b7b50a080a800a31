/** Creates, changes and deletes accounts of the tree. */

import type { z } from 'zod';

import type * as contracts from '../../../../../../shared/contracts/accounts';
import { type Account, MAX_ACCOUNT_DEPTH, MAX_ACCOUNTS } from '../../../../../../shared/contracts/accounts';
import { depthOf, isBelow, isWithin, pathOf } from '../../../../domain/account-path';
import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction, isDuplicate } from '../../../../platform/database';
import { fieldError, GatehouseError } from '../../../../platform/errors';
import type { Strapi } from '../../../../platform/strapi';
import { recordChange } from '../../../activity/log/record';
import { scopeOf } from '../../../permissions/scope/record';
import * as members from '../member-store';
import { describe } from '../queries';
import * as store from '../store';
import { siblingKey, type StoredAccount } from '../store';

type AccountChange = z.output<typeof contracts.updateAccount.body>;

/** After all siblings. */
const LAST = MAX_ACCOUNTS;
const answer = async (strapi: Strapi, account: StoredAccount, actor: Actor) => ({
  data: (await describe(strapi, [account], actor))[0] as Account,
});

/** Not found outside the actor's scope; the topmost accounts of a scope are changed only from above it. */
const findForChange = async (strapi: Strapi, id: number, actor: Actor) => {
  const account = await store.find(strapi, id);
  const scope = await scopeOf(strapi, actor);
  if (!account || (scope && !isWithin(account.path, scope.accountIds))) throw new GatehouseError('NOT_FOUND');
  if (scope && !isBelow(account.path, scope.accountIds)) throw new GatehouseError('OUT_OF_REACH');
  return account;
};

/** Null is the top of the tree. */
const findParent = async (strapi: Strapi, id: number | null, actor: Actor) => {
  const scope = await scopeOf(strapi, actor);
  if (id === null) {
    if (scope) throw new GatehouseError('OUT_OF_REACH');
    return null;
  }
  const parent = await store.find(strapi, id);
  if (!parent || (scope && !isWithin(parent.path, scope.accountIds)))
    throw fieldError('UNKNOWN_ACCOUNT', 'parent');
  return parent;
};

const nameOf = async (strapi: Strapi, id: number | null) =>
  id === null ? null : ((await store.find(strapi, id))?.name ?? null);

const assertNotTooDeep = (depth: number) => {
  if (depth > MAX_ACCOUNT_DEPTH) throw fieldError('ACCOUNT_TOO_DEEP', 'parent');
};

/** Changes to the tree run one at a time. The database refuses a second sibling of the same name. */
const changeTree = async <T>(strapi: Strapi, work: () => Promise<T>): Promise<T> => {
  // Before the transaction: inside, two that both find the row there would deadlock on MariaDB.
  await store.ensureHold(strapi, clock.now());
  try {
    return await inTransaction(strapi, async () => {
      await store.holdTree(strapi);
      return work();
    });
  } catch (error) {
    throw isDuplicate(error) ? fieldError('ACCOUNT_NAME_TAKEN', 'name') : error;
  }
};

const record = (
  strapi: Strapi,
  action: 'account-created' | 'account-changed' | 'account-deleted',
  { id, name }: Pick<StoredAccount, 'id' | 'name'>,
  changes: Record<string, { before: unknown; after: unknown }> | null,
  actor: Actor,
) => recordChange(strapi, { about: { kind: 'account', id, name }, action, changes, actor });

export const createAccount = (
  strapi: Strapi,
  { name, parent: parentId }: z.output<typeof contracts.createAccount.body>,
  actor: Actor,
) =>
  changeTree(strapi, async () => {
    const parent = await findParent(strapi, parentId, actor);
    if ((await store.count(strapi)) >= MAX_ACCOUNTS) throw new GatehouseError('TOO_MANY_ACCOUNTS');
    assertNotTooDeep(parent ? depthOf(parent.path) + 1 : 1);
    const account = await store.insert(
      strapi,
      {
        name,
        siblingKey: siblingKey(parentId, name),
        parentId,
        position: await store.makeRoom(strapi, { parentId, position: LAST }, null),
        parentPath: parent?.path ?? null,
      },
      clock.now(),
    );
    await record(
      strapi,
      'account-created',
      account,
      parent && { parent: { before: null, after: parent.name } },
      actor,
    );
    return answer(strapi, account, actor);
  });

export const updateAccount = (strapi: Strapi, id: number, change: AccountChange, actor: Actor) =>
  changeTree(strapi, async () => {
    const account = await findForChange(strapi, id, actor);
    const { name = account.name, parent: parentId = account.parentId } = change;
    const isMoved = parentId !== account.parentId;
    const parent = isMoved ? await findParent(strapi, parentId, actor) : null;
    if (parent && isWithin(parent.path, [id])) throw fieldError('ACCOUNT_CYCLE', 'parent');
    const path = isMoved ? pathOf(parent?.path ?? null, id) : account.path;
    if (isMoved) {
      const depths = (await store.list(strapi, [id])).map((one) => depthOf(one.path));
      assertNotTooDeep(Math.max(...depths) - depthOf(account.path) + depthOf(path));
      await store.repath(strapi, account.path, path);
    }
    const position =
      isMoved || change.position !== undefined
        ? await store.makeRoom(strapi, { parentId, position: change.position ?? LAST }, id)
        : account.position;
    const key = siblingKey(parentId, name);
    const isKept = key === siblingKey(account.parentId, account.name);
    const after = { name, parentId, position };
    await store.update(strapi, id, { ...after, siblingKey: isKept ? undefined : key }, clock.now());
    const changes = {
      ...(name !== account.name && { name: { before: account.name, after: name } }),
      ...(isMoved && {
        parent: { before: await nameOf(strapi, account.parentId), after: parent?.name ?? null },
      }),
    };
    if (Object.keys(changes).length > 0)
      await record(strapi, 'account-changed', { id, name }, changes, actor);
    return answer(strapi, { ...account, ...after, path }, actor);
  });

export const deleteAccount = (strapi: Strapi, id: number, actor: Actor) =>
  changeTree(strapi, async () => {
    // A concurrent placement in the account either locks its row first or finds it gone.
    await store.holdMany(strapi, [id]);
    const account = await findForChange(strapi, id, actor);
    if ((await store.hasChildren(strapi, id)) || (await members.hasAny(strapi, id)))
      throw new GatehouseError('ACCOUNT_NOT_EMPTY');
    const described = await answer(strapi, account, actor);
    await store.remove(strapi, id);
    await record(strapi, 'account-deleted', account, null, actor);
    return described;
  });
