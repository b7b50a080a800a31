import { leaseService } from './service';

export const lease = { services: { lease: leaseService } };
