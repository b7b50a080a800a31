import { darkTheme, DesignSystemProvider, lightTheme } from '@strapi/design-system';
import { createRoot } from 'react-dom/client';
import { IntlProvider } from 'react-intl';
import { MemoryRouter } from 'react-router-dom';

import type { Translations } from '../../../translations/prefix';
import { Host } from './Host';

type Texts = readonly { locale: string; data: Translations }[];

/**
 * For a project with `useLegacyMediaLibrary`, where Strapi 5.54 renders no global components: a root beside Strapi's,
 * with what the steps need of its providers. In the language and the colours that the panel was opened with.
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
