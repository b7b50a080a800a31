import { markSessions } from './session-mark';
import { mfaRoutes } from './routes';
import { factorSchema, recoveryCodeSchema } from './schema';

export const mfa = {
  tables: { factor: factorSchema, 'recovery-code': recoveryCodeSchema },
  routes: mfaRoutes,
  follow: markSessions,
};
