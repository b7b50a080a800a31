import { reachService } from './service';

export const reach = { services: { reach: reachService } };
