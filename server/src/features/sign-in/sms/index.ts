import { smsService } from './service';

export const sms = { services: { sms: smsService } };
