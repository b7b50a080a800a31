import type * as IoRedis from 'ioredis';
import {
  RateLimiterMySQL,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterSQLite,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

import { PLUGIN_ID } from '../../../../../shared/constants';
import type { Config } from '../../../config';
import { requireLazily } from '../../../platform/require-lazily';
import type { Strapi } from '../../../platform/strapi';

/** Made by the limiter itself in the project's database. */
const TABLE = 'gatehouse_throttle';

type Counted = { points: number; duration: number; keyPrefix: string };

/** A counter that all servers of the project share: in Redis where that is configured, else in its database. */
export const createLimiter = async (strapi: Strapi, counted: Counted): Promise<RateLimiterAbstract> => {
  const { redisUrl } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  if (redisUrl) {
    // Loaded only where it is configured; a project that does so has it installed.
    const { Redis } = requireLazily<typeof IoRedis>('ioredis');
    const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1 });
    // It reconnects by itself; every try that could not be counted meanwhile is refused and logged where it is made.
    redis.on('error', () => undefined);
    await redis.connect();
    return new RateLimiterRedis({
      ...counted,
      keyPrefix: `${TABLE}:${counted.keyPrefix}`,
      storeClient: redis,
    });
  }
  const stored = {
    ...counted,
    storeClient: strapi.db.connection,
    storeType: 'knex' as const,
    tableName: TABLE,
    clearExpiredByTimeout: true,
  };
  return new Promise((resolve, reject) => {
    const ready = (error?: Error) => (error ? reject(error) : setImmediate(() => resolve(limiter)));
    const client = strapi.db.dialect.client;
    const limiter =
      client === 'postgres'
        ? new RateLimiterPostgres({ ...stored, schemaName: strapi.db.getSchemaName() }, ready)
        : client === 'mysql'
          ? new RateLimiterMySQL({ ...stored, dbName: String(strapi.db.getInfo().displayName) }, ready)
          : new RateLimiterSQLite(stored, ready);
  });
};
