import { mfaRoutes } from './routes';
import { factorSchema, recoveryCodeSchema } from './schema';
import { mfaService } from './service';

export { markProved, markSessions } from './session-mark';
export const mfa = {
  tables: { factor: factorSchema, 'recovery-code': recoveryCodeSchema },
  services: { mfa: mfaService },
  routes: mfaRoutes,
};
