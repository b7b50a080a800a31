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
import { requireLazily } from '../../../domain/require-lazily';
import { sharingCommits, type SqliteConnection } from '../../../platform/shared-commit';
import type { Strapi } from '../../../platform/strapi';

/** Created by the limiter itself in the project's database. */
const TABLE = 'gatehouse_throttle';

type Counted = { points: number; duration: number; keyPrefix: string };

/** A counter shared by all servers of the project: in Redis if configured, else in the database. */
export const createLimiter = async (strapi: Strapi, counted: Counted): Promise<RateLimiterAbstract> => {
  const { redisUrl } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  if (redisUrl) {
    // Loaded only if configured; such a project has it installed.
    const { Redis } = requireLazily<typeof IoRedis>('ioredis');
    const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1 });
    // It reconnects on its own; attempts that can't be counted meanwhile are denied and logged by the caller.
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

/**
 * Counts once the commit that this count shares with others is due; those other than SQLite's count at once. Whatever
 * a limiter writes is written this way.
 */
export const counting = <T>(
  strapi: Strapi,
  limiter: RateLimiterAbstract,
  count: (limiter: RateLimiterAbstract) => Promise<T>,
): Promise<T> =>
  limiter instanceof RateLimiterSQLite
    ? sharingCommits(strapi, (shared) => count(shared ? over(shared, limiter) : limiter))
    : count(limiter);

/** The same counter, over that connection. */
const over = (connection: SqliteConnection, { points, duration, keyPrefix }: RateLimiterAbstract) =>
  new RateLimiterSQLite({
    points,
    duration,
    keyPrefix,
    storeClient: connection,
    storeType: 'better-sqlite3',
    tableName: TABLE,
    tableCreated: true,
  });
