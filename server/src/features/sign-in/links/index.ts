import { scheduleExpiry } from './follow';
import { linkSchema } from './schema';

export const links = { tables: { link: linkSchema }, schedule: scheduleExpiry };
