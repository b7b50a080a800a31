import { challengeSchema } from './schema';
import { challengesService } from './service';

export const challenges = {
  contentTypes: { challenge: { schema: challengeSchema } },
  services: { challenges: challengesService },
};
