import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/licences';
import { byName } from '../../../domain/order-key';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import { licenceCounts } from './holding';
import * as store from './store';

export const listLicences = async (
  strapi: Strapi,
  { page, pageSize }: z.output<typeof contracts.listLicences.query>,
) => {
  const all = await store.all(strapi);
  const countsOf = await licenceCounts(strapi, all, null);
  const data = byName(all)
    .slice((page - 1) * pageSize, page * pageSize)
    .map((licence) => ({ ...licence, ...countsOf(licence.id) }));
  return { data, meta: paginate({ page, pageSize, total: all.length }) };
};
