import { throttleService } from './service';

export const throttle = { services: { throttle: throttleService } };
