import { challengeSchema } from './schema';

export const challenges = {
  tables: { challenge: challengeSchema },
};
