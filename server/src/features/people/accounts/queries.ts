import type { Account } from '../../../../../shared/contracts/accounts';
import { countUsersWithin } from '../../../domain/account-counts';
import { isWithin } from '../../../domain/account-path';
import type { Actor } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import { scopeOf } from '../../permissions/scope/record';
import * as members from './member-store';
import * as store from './store';
import type { StoredAccount } from './store';

export const describe = async (
  strapi: Strapi,
  accounts: readonly StoredAccount[],
  actor: Actor,
): Promise<Account[]> => {
  const counts = await members.counts(strapi);
  const scope = await scopeOf(strapi, actor);
  const seen = await store.list(strapi, scope && scope.accountIds);
  const within = countUsersWithin({
    paths: seen.map(({ path }) => path),
    counts,
    several: await members.severalOfOne(strapi),
  });
  const isSeen = (path: string) => !scope || isWithin(path, scope.accountIds);
  return accounts.map(({ id, name, parentId, path }) => {
    const isParentSeen = isSeen(path.replace(/\d+\/$/, ''));
    return {
      id,
      name,
      parent: isParentSeen ? parentId : null,
      userCount: counts.get(id) ?? 0,
      allUserCount: within.get(id) ?? 0,
      mayChange: isParentSeen,
    };
  });
};

export const listAccounts = async (strapi: Strapi, actor: Actor) => {
  const scope = await scopeOf(strapi, actor);
  return { data: await describe(strapi, await store.list(strapi, scope && scope.accountIds), actor) };
};
