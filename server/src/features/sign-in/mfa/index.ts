import { mfaRoutes } from './routes';
import { factorSchema, recoveryCodeSchema } from './schema';

export { markProved, markSessions } from './session-mark';
export const mfa = {
  tables: { factor: factorSchema, 'recovery-code': recoveryCodeSchema },
  routes: mfaRoutes,
};
