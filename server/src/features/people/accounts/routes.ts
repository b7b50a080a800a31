import {
  createAccount,
  deleteAccount,
  listAccounts,
  listUserAccounts,
  setUserAccounts,
  updateAccount,
} from '../../../../../shared/contracts/accounts';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const accountRoutes = (strapi: Strapi) => {
  const accounts = () => getService(strapi, 'accounts');
  return [
    route(listAccounts, ({ actor }) => accounts().list(actor)),
    route(createAccount, ({ body, actor }) => accounts().create(body, actor)),
    route(updateAccount, ({ params, body, actor }) => accounts().update(params.id, body, actor)),
    route(deleteAccount, ({ params, actor }) => accounts().remove(params.id, actor)),
    route(listUserAccounts, ({ params, actor }) => accounts().listOf(params.id, actor)),
    route(setUserAccounts, ({ params, body, actor }) => accounts().setOf(params.id, body, actor)),
  ];
};
