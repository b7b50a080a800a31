import { Flex } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { useApiKeysQuery } from '../../../api/api-keys';
import { useTranslation } from '../../../translations/use-translation';
import { ApiKeysTable } from './ApiKeysTable';
import { CredentialSection, type CredentialsProps } from './CredentialSection';
import { NewApiKey } from './NewApiKey';
import { OAuthClients } from './OAuthClients';
import { RevokeApiKey } from './RevokeApiKey';
import { RotateApiKey } from './RotateApiKey';

/** What an API-only user comes in with. */
export const ApiKeysTab = ({ user }: { user: User }) => (
  <Flex direction="column" alignItems="stretch" gap={8}>
    <ApiKeys user={user} isFormer={user.authType !== 'api-key'} />
    <OAuthClients user={user} isFormer={user.authType !== 'oauth-client'} />
  </Flex>
);

const ApiKeys = ({ user, isFormer }: CredentialsProps) => {
  const t = useTranslation();
  return (
    <CredentialSection
      of="api-key"
      title={t('user.tab.api-keys')}
      isFormer={isFormer}
      list={useApiKeysQuery(user.id, { refetchOnMountOrArgChange: true })}
      table={(apiKeys, onPick) => <ApiKeysTable apiKeys={apiKeys} isFormer={isFormer} onPick={onPick} />}
      dialog={(step, dialog, onMade) => {
        const made = (secret: string) => onMade({ title: t('api-key.made'), secret });
        switch (step.name) {
          case 'add':
            return <NewApiKey user={user} {...dialog} onMade={made} />;
          case 'rotate':
            return <RotateApiKey user={user} apiKey={step.credential} {...dialog} onMade={made} />;
          case 'revoke':
            return <RevokeApiKey user={user} apiKey={step.credential} {...dialog} />;
        }
      }}
    />
  );
};
