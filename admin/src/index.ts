import { Shield, User } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../shared/constants';
import { HOME_WIDGETS } from './features/people/home/widgets';
import { hasGlobalComponents, registerSignIn } from './features/sign-in/sign-in/register';
import { OWN_SETTINGS } from './paths';
import { anyOf, SECTIONS } from './permissions';
import { type Translations, withPrefix } from './translations/prefix';

/** One file per language of the panel; for others, Strapi falls back to English. */
const TRANSLATIONS: Partial<Record<string, () => Promise<{ default: Translations }>>> = {
  en: () => import('./translations/en.json'),
  de: () => import('./translations/de.json'),
};

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Shield,
      // Strapi requires a default here; the text itself is in translations/en.json.
      intlLabel: { id: `${PLUGIN_ID}.menu`, defaultMessage: 'User accounts' },
      permissions: anyOf(...SECTIONS.flatMap(({ permissions }) => permissions)),
      position: 6,
      Component: () => import('./App').then(({ App }) => ({ default: App })),
    });
    // No permissions needed: everybody has their own user.
    app.addMenuLink({
      to: OWN_SETTINGS,
      icon: User,
      intlLabel: { id: `${PLUGIN_ID}.me.title`, defaultMessage: 'Personal settings' },
      permissions: [],
      position: 8,
      Component: () => import('./pages/MePage').then(({ MePage }) => ({ default: MePage })),
    });
    registerSignIn(app);
    // Before Strapi's own, until somebody arranges them: the two make a row.
    app.widgets.register((widgets) => [...HOME_WIDGETS, ...widgets]);
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },

  async registerTrads({ locales }: { locales: string[] }) {
    const texts = await Promise.all(
      locales.map(async (locale) => {
        const file = await TRANSLATIONS[locale]?.();
        return { locale, data: withPrefix(file?.default ?? {}) };
      }),
    );
    if (!hasGlobalComponents())
      void import('./features/sign-in/sign-in/HostOfItsOwn').then(({ mountHost }) => mountHost(texts));
    return texts;
  },
};
