import { Box, Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useMeQuery } from '../api/me';
import { PageForms, SaveButton } from '../components/edited-form/page-forms';
import { LoadError } from '../components/LoadError';
import { PageTexts } from '../translations/PageTexts';
import { useTranslation } from '../translations/use-translation';
import { OwnMfa } from '../features/sign-in/mfa/OwnMfa';
import { OwnSessions } from '../features/sign-in/sessions/OwnSessions';
import { ChangePassword } from '../features/people/me/ChangePassword';
import { OwnAccount } from '../features/people/me/OwnAccount';
import { ProfileForm } from '../features/people/me/ProfileForm';

/** What all users see and set about themselves, whatever else they may do. */
export const MePage = () => (
  <PageTexts>
    <Me />
  </PageTexts>
);

const Me = () => {
  const t = useTranslation();
  const { data, error, isLoading, refetch } = useMeQuery();
  const me = data?.data;
  if (isLoading) return <Page.Loading />;
  return (
    <PageForms>
      <Page.Main>
        <Page.Title>{t('me.title')}</Page.Title>
        <Layouts.Header title={t('me.title')} subtitle={t('me.text')} primaryAction={<SaveButton />} />
        <Layouts.Content>
          {me ? (
            <Flex direction="column" alignItems="stretch" gap={6}>
              <OwnAccount me={me} />
              <ProfileForm me={me} />
              <ChangePassword me={me} />
              <OwnMfa />
              <OwnSessions />
            </Flex>
          ) : (
            <Box>
              <LoadError error={error} onRetry={refetch} />
            </Box>
          )}
        </Layouts.Content>
      </Page.Main>
    </PageForms>
  );
};
