import * as contracts from '../../../../../shared/contracts/accounts';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createAccount, deleteAccount, updateAccount } from './actions/change-tree';
import { setMemberships } from './actions/set-memberships';
import { listMemberships } from './memberships';
import { listAccounts } from './queries';

export const accountRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listAccounts, ({ actor }) => listAccounts(strapi, actor)),
    route(contracts.createAccount, ({ body, actor }) => createAccount(strapi, body, actor)),
    route(contracts.updateAccount, ({ params, body, actor }) =>
      updateAccount(strapi, params.id, body, actor),
    ),
    route(contracts.deleteAccount, ({ params, actor }) => deleteAccount(strapi, params.id, actor)),
    route(contracts.listUserAccounts, ({ params, actor }) => listMemberships(strapi, params.id, actor)),
    route(contracts.setUserAccounts, ({ params, body, actor }) =>
      setMemberships(strapi, params.id, body, actor),
    ),
  ];
};
