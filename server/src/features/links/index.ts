import { linkSchema } from './schema';
import { linksService } from './service';

export { scheduleExpiry } from './expiry';
export const links = { contentTypes: { link: { schema: linkSchema } }, services: { links: linksService } };
