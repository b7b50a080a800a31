import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { useTranslation } from '../../../translations/use-translation';
import { IpRules } from './IpRules';

/** The addresses that everyone, and the holders of a role, are limited to. */
export const IpRulesPage = () => {
  const t = useTranslation();
  return (
    <Page.Main>
      <Page.Title>{t('nav.ip-rules')}</Page.Title>
      <Layouts.Header title={t('nav.ip-rules')} subtitle={t('rules.text')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={8}>
          <IpRules owner={{ scope: 'everyone' }} title={t('rules.everyone')} />
          <IpRules owner={{ scope: 'role' }} title={t('rules.roles')} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
