import { darkTheme, DesignSystemProvider, lightTheme } from '@strapi/design-system';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import { MemoryRouter } from 'react-router-dom';

import type { Translations } from '../../../translations/prefix';
import { Host } from './Host';

type Texts = readonly { locale: string; data: Translations }[];

/**
 * For projects with `useLegacyMediaLibrary`, where Strapi 5.54 renders no global components: a root beside
 * Strapi's, with those of its providers that the steps need, in the panel's initial language and colours.
 */
export const mountHost = (texts: Texts) => {
  const locale = localStorage.getItem('strapi-admin-language') ?? 'en';
  const messagesIn = (wanted: string) => texts.find((text) => text.locale === wanted)?.data;
  const theme = localStorage.getItem('STRAPI_THEME');
  const isDark =
    theme === 'dark' || (theme !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  const place = document.body.appendChild(document.createElement('div'));
  createRoot(place).render(
    <IntlProvider
      locale={locale}
      defaultLocale="en"
      messages={{ ...messagesIn('en'), ...messagesIn(locale) }}
    >
      <DesignSystemProvider locale={locale} theme={isDark ? darkTheme : lightTheme}>
        <MemoryRouter>
          <Host />
        </MemoryRouter>
      </DesignSystemProvider>
    </IntlProvider>,
  );
};
