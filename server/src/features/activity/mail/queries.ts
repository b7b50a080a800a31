import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/mails';
import type { Mail } from '../../../../../shared/contracts/mails';
import type { Actor } from '../../../platform/actor';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { userNames } from '../../people/users/record';
import { scopeOf } from '../../permissions/scope/record';
import * as store from './store';
import type { StoredMail } from './store';

export const describe = async (strapi: Strapi, mails: readonly StoredMail[]): Promise<Mail[]> => {
  const names = await userNames(
    strapi,
    mails.map(({ userId }) => userId),
  );
  return mails.map(({ userId, userName, ...mail }) => {
    const name = names.get(userId);
    return { ...mail, user: name === undefined ? null : userId, userName: name ?? userName };
  });
};

export const listMails = async (
  strapi: Strapi,
  query: z.output<typeof contracts.listMails.query>,
  actor: Actor,
) => {
  const { page, pageSize } = query;
  const { total, totalIsCapped, mails } = await store.list(strapi, query, await scopeOf(strapi, actor));
  return { data: await describe(strapi, mails), meta: paginate({ page, pageSize, total, totalIsCapped }) };
};
