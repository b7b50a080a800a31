import { Shield } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../shared/constants';
import { anyOf, SECTIONS } from './permissions';
import { type Translations, withPrefix } from './translations/prefix';

/** One file per language of the panel; where there is none, Strapi falls back to English. */
const TRANSLATIONS: Partial<Record<string, () => Promise<{ default: Translations }>>> = {
  en: () => import('./translations/en.json'),
};

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Shield,
      // Strapi asks for a default here; the text itself is in translations/en.json.
      intlLabel: { id: `${PLUGIN_ID}.menu`, defaultMessage: 'User accounts' },
      permissions: anyOf(...SECTIONS.flatMap(({ permissions }) => permissions)),
      position: 6,
      Component: () => import('./App').then(({ App }) => ({ default: App })),
    });
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  registerTrads: ({ locales }: { locales: string[] }) =>
    Promise.all(
      locales.map(async (locale) => {
        const file = await TRANSLATIONS[locale]?.();
        return { locale, data: withPrefix(file?.default ?? {}) };
      }),
    ),
};
