import { Flex } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { useApiKeysQuery, useRevokeApiKeyMutation } from '../../../api/api-keys';
import { Copyable } from '../../../components/Copyable';
import { nameOf } from '../../../components/user/user-names';
import { useTranslation } from '../../../translations/use-translation';
import { ApiKeysTable } from './ApiKeysTable';
import { CredentialSection, type CredentialsProps } from './CredentialSection';
import { curlWithKey } from './examples';
import { type MadeKey, NewApiKey } from './NewApiKey';
import { OAuthClients } from './OAuthClients';
import { RotateApiKey } from './RotateApiKey';

/** How an API-only user authenticates. */
export const ApiKeysTab = ({ user }: { user: User }) => (
  <Flex direction="column" alignItems="stretch" gap={8}>
    <ApiKeys user={user} isFormer={user.authType !== 'api-key'} />
    <OAuthClients user={user} isFormer={user.authType !== 'oauth-client'} />
  </Flex>
);

const ApiKeys = ({ user, isFormer }: CredentialsProps) => {
  const t = useTranslation();
  const [revoke] = useRevokeApiKeyMutation();
  return (
    <CredentialSection
      of="api-key"
      title={t('user.part.api-keys')}
      isFormer={isFormer}
      list={useApiKeysQuery(user.id, { refetchOnMountOrArgChange: true })}
      table={(apiKeys, onPick) => <ApiKeysTable apiKeys={apiKeys} isFormer={isFormer} onPick={onPick} />}
      form={(apiKey, dialog, onMade) => {
        const made = ({ key, exampleUrl }: MadeKey) =>
          onMade({
            title: t('api-key.made'),
            secret: key,
            usage: exampleUrl && (
              <Copyable label={t('api-key.example')} text={curlWithKey(key, exampleUrl)} />
            ),
          });
        const props = { ...dialog, user, onMade: made };
        return apiKey ? <RotateApiKey {...props} apiKey={apiKey} /> : <NewApiKey {...props} />;
      }}
      revoke={({ id, description }) => ({
        of: 'api-key.revoke',
        done: 'api-key.revoked',
        values: { description, name: nameOf(user) },
        run: () => revoke({ user: user.id, key: id }),
      })}
    />
  );
};
