import { PLUGIN_ID } from '../../../shared/constants';
import type { Config } from '../config';
import type { Strapi } from './strapi';

/** What the project is called, and where its panel is. */
export const projectOf = (strapi: Strapi) => {
  const { projectName } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const packageName: string | undefined = strapi.config.get('info.name');
  return {
    /** What mails call it. */
    name: projectName ?? packageName ?? 'Strapi',
    /** All its names: password guessers try each. */
    names: [projectName, packageName].filter((name) => name !== undefined),
    url: String(strapi.config.get('admin.absoluteUrl') ?? ''),
  };
};
