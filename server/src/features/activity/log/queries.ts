import type { LogEntry } from '../../../../../shared/contracts/log';
import type { Actor } from '../../../platform/actor';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { findUser } from '../../people/users/store';
import { scopeOf } from '../../permissions/scope/record';
import * as store from './store';
import type { LogOf } from './store';

type Paging = { page: number; pageSize: number };

/** For account admins: leaves out what may name accounts outside their scope. */
const withoutOthers = ({ changes, ...entry }: LogEntry): LogEntry => {
  const { accounts: _, ...others } = changes ?? {};
  return {
    ...entry,
    text: entry.action.startsWith('delegation-') ? null : entry.text,
    changes: Object.keys(others).length > 0 ? others : null,
  };
};

export const assertUser = async (strapi: Strapi, id: number) => {
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  return user;
};

const pageOf = async (strapi: Strapi, of: LogOf, { page, pageSize }: Paging) => {
  const { total, entries } = await store.list(strapi, of, { offset: (page - 1) * pageSize, limit: pageSize });
  return { data: entries, meta: paginate({ page, pageSize, total }) };
};

export const listLogOfUser = async (strapi: Strapi, userId: number, paging: Paging, actor: Actor) => {
  await assertUser(strapi, userId);
  const page = await pageOf(strapi, { userId }, paging);
  const isLimited = (await scopeOf(strapi, actor)) !== null;
  return isLimited ? { ...page, data: page.data.map(withoutOthers) } : page;
};

/** What was changed in one thing that applies to everybody. */
export const listLogOfEnvironment = (strapi: Strapi, action: string, paging: Paging) =>
  pageOf(strapi, { userId: null, action }, paging);

export const listLogOfRole = (strapi: Strapi, roleId: number, paging: Paging) =>
  pageOf(strapi, { roleId }, paging);
