import { mfaRoutes } from './routes';
import { factorSchema, recoveryCodeSchema } from './schema';
import { mfaService } from './service';

export { markProved, markSessions } from './session-mark';
export const mfa = {
  contentTypes: { factor: { schema: factorSchema }, 'recovery-code': { schema: recoveryCodeSchema } },
  services: { mfa: mfaService },
  routes: mfaRoutes,
};
