import { linkSchema } from './schema';

export { scheduleExpiry } from './expiry';
export const links = { tables: { link: linkSchema } };
