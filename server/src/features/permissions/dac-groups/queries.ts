import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/dac-groups';
import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { paginate } from '../../../platform/pagination';
import type { Strapi } from '../../../platform/strapi';
import * as store from './store';
import type { StoredDacGroup } from './store';

export const describe = async (strapi: Strapi, groups: readonly StoredDacGroup[]): Promise<DacGroup[]> => {
  const counts = await store.countHolders(
    strapi,
    groups.map(({ id }) => id),
  );
  return groups.map((group) => ({ ...group, userCount: counts.get(group.id) ?? 0 }));
};

export const listDacGroups = async (
  strapi: Strapi,
  { page, pageSize, sort, _q }: z.output<typeof contracts.listDacGroups.query>,
) => {
  const { total, groups } = await store.list(strapi, _q, {
    sort,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  return { data: await describe(strapi, groups), meta: paginate({ page, pageSize, total }) };
};
