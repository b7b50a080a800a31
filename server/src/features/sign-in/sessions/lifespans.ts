import type { SessionLifespans } from '../../../../../shared/contracts/sessions';
import type { Strapi } from '../../../platform/strapi';

/** `admin.auth` as resolved by Strapi (core/src/services/session-manager.ts, 5.54), in seconds. */
type OriginConfig = {
  accessTokenLifespan: number;
  idleSessionLifespan: number;
  maxSessionLifespan: number;
  idleRefreshTokenLifespan: number;
  maxRefreshTokenLifespan: number;
};
type Manager = { sessionManager?: { getConfigForOrigin?: (origin: string) => OriginConfig } };

/** Null if this version of Strapi doesn't say. For display only. */
export const lifespansOf = (strapi: Strapi): SessionLifespans | null => {
  const { sessionManager } = strapi.sessionManager('admin') as unknown as Manager;
  const config = sessionManager?.getConfigForOrigin?.('admin');
  if (!config) return null;
  return {
    renewalSeconds: config.accessTokenLifespan,
    session: { idleSeconds: config.idleSessionLifespan, maxSeconds: config.maxSessionLifespan },
    remembered: { idleSeconds: config.idleRefreshTokenLifespan, maxSeconds: config.maxRefreshTokenLifespan },
  };
};
