import { linkSchema } from './schema';

export const links = { tables: { link: linkSchema } };
