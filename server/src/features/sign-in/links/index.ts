import { linkSchema } from './schema';
import { linksService } from './service';

export { scheduleExpiry } from './expiry';
export const links = { tables: { link: linkSchema }, services: { links: linksService } };
