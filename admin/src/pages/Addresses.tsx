import { Flex } from '@strapi/design-system';

import { useTranslation } from '../translations/use-translation';
import { IpRules } from '../features/sign-in/ip-rules/IpRules';

/** The tab of the addresses that everyone, and the holders of a role, are limited to. */
export const Addresses = () => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="stretch" gap={8}>
      <IpRules owner={{ scope: 'everyone' }} title={t('rules.everyone')} />
      <IpRules owner={{ scope: 'role' }} title={t('rules.roles')} />
    </Flex>
  );
};
