import { challengeSchema } from './schema';
import { challengesService } from './service';

export const challenges = {
  tables: { challenge: challengeSchema },
  services: { challenges: challengesService },
};
