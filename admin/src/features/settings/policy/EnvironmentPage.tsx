import { Layouts, Page } from '@strapi/strapi/admin';

import { PageForms, SaveButton } from '../../../components/edited-form/page-forms';
import { useTranslation } from '../../../translations/use-translation';
import { SignInPolicy } from './SignInPolicy';

/** What applies to everybody unless something more specific does. */
export const EnvironmentPage = () => {
  const t = useTranslation();
  return (
    <PageForms>
      <Page.Main>
        <Page.Title>{t('nav.environment')}</Page.Title>
        <Layouts.Header
          title={t('nav.environment')}
          subtitle={t('environment.text')}
          primaryAction={<SaveButton />}
        />
        <Layouts.Content>
          <SignInPolicy />
        </Layouts.Content>
      </Page.Main>
    </PageForms>
  );
};
