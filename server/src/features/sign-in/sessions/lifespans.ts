import type { SessionLifespans } from '../../../../../shared/contracts/sessions';
import type { Strapi } from '../../../platform/strapi';

/** What Strapi has made of `admin.auth` (core/src/services/session-manager.ts, 5.54), in seconds. */
type OriginConfig = {
  accessTokenLifespan: number;
  idleSessionLifespan: number;
  maxSessionLifespan: number;
  idleRefreshTokenLifespan: number;
  maxRefreshTokenLifespan: number;
};
type Manager = { sessionManager?: { getConfigForOrigin?: (origin: string) => OriginConfig } };

/** Null where this Strapi does not tell: it is only ever shown. */
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
