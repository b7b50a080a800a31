import { lockoutService } from './service';

export const lockout = { services: { lockout: lockoutService } };
