import type { Knex } from 'knex';

import { DEFAULT_LICENCES } from '../../../../../shared/licences';
import type { Strapi } from '../../../platform/strapi';

export const LICENCES = 'gatehouse_licences';

/** Users who have one of these licences, also as the default of their type. `flag`: as the list of users has it. */
export const whereLicensed = <Q extends Knex.QueryBuilder>(
  strapi: Strapi,
  query: Q,
  ids: readonly number[],
  flag: (column: string) => string = (column) => column,
) =>
  query.where((either) => {
    void either.whereIn(flag('licence_id'), [...ids]);
    for (const [type, code] of Object.entries(DEFAULT_LICENCES)) {
      const isAmong = strapi.db
        .getConnection(LICENCES)
        .select('id')
        .where({ code })
        .whereIn('id', [...ids]);
      void either.orWhere(
        (byType) =>
          void byType
            .whereNull(flag('licence_id'))
            .where(flag('type'), type)
            .whereExists(isAmong as never),
      );
    }
  }) as Q;
