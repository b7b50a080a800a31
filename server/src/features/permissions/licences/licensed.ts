import type { Knex } from 'knex';

import { DEFAULT_LICENCES } from '../../../../../shared/licences';
import type { Strapi } from '../../../platform/strapi';

export const LICENCES = 'gatehouse_licences';

/** Users who have one of these licences, also as the default of their type. */
export const whereLicensed = <Q extends Knex.QueryBuilder>(
  strapi: Strapi,
  query: Q,
  ids: readonly number[],
) =>
  query.where((either) => {
    void either.whereIn('licence_id', [...ids]);
    for (const [type, code] of Object.entries(DEFAULT_LICENCES)) {
      const isAmong = strapi.db
        .getConnection(LICENCES)
        .select('id')
        .where({ code })
        .whereIn('id', [...ids]);
      void either.orWhere(
        (byType) =>
          void byType
            .whereNull('licence_id')
            .where({ type })
            .whereExists(isAmong as never),
      );
    }
  }) as Q;
