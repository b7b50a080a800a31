import { lazy, type ReactNode, Suspense, useMemo } from 'react';

import { Page } from '@strapi/strapi/admin';
import { createIntl, RawIntlProvider, useIntl } from 'react-intl';

import { type Translations, withPrefix } from './prefix';

type Children = { children: ReactNode };

const having = (load: () => Promise<{ default: Translations }>) =>
  lazy(async () => {
    const texts = withPrefix((await load()).default);
    const WithTexts = ({ children }: Children) => {
      const panel = useIntl();
      const intl = useMemo(
        () => createIntl({ ...panel, messages: { ...panel.messages, ...texts } as Translations }),
        [panel],
      );
      return <RawIntlProvider value={intl}>{children}</RawIntlProvider>;
    };
    return { default: WithTexts };
  });

const IN: Partial<Record<string, ReturnType<typeof having>>> = {
  de: having(() => import('./de.pages.json')),
};
const InEnglish = having(() => import('./en.pages.json'));

/**
 * The texts of the plugin's pages, which are four in five of all. Strapi asks plugins for texts in every language before
 * it draws anything, and so has only those that are needed everywhere; these come with the pages, in one language.
 */
export const PageTexts = ({ children }: Children) => {
  const WithTexts = IN[useIntl().locale] ?? InEnglish;
  return (
    <Suspense fallback={<Page.Loading />}>
      <WithTexts>{children}</WithTexts>
    </Suspense>
  );
};
