import { useState } from 'react';

import { Button, Flex, Loader } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import type { ApiKey } from '../../../../../shared/contracts/api-keys';
import type { User } from '../../../../../shared/contracts/users';
import { useApiKeysQuery } from '../../../api/api-keys';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SecretShown } from '../../../components/SecretShown';
import { NothingYet, Section } from '../../../components/Section';
import { useTranslation } from '../../../translations/use-translation';
import { ApiKeysTable } from './ApiKeysTable';
import { OAuthClients } from './OAuthClients';
import { NewApiKey } from './NewApiKey';
import { RevokeApiKey } from './RevokeApiKey';
import { RotateApiKey } from './RotateApiKey';

/** What is to be done, and the button that asked for it. */
type Step = { opener: HTMLElement } & (
  { name: 'add' } | { name: 'rotate' | 'revoke'; apiKey: ApiKey } | { name: 'show'; secret: string }
);

/** What an API-only user comes in with. */
export const ApiKeysTab = ({ user }: { user: User }) => (
  <Flex direction="column" alignItems="stretch" gap={8}>
    <ApiKeys user={user} isFormer={user.authType !== 'api-key'} />
    <OAuthClients user={user} isFormer={user.authType !== 'oauth-client'} />
  </Flex>
);

/** `isFormer`: the user comes in with something else by now, beside which those that are left go on. */
export type CredentialsProps = { user: User; isFormer: boolean };

const ApiKeys = ({ user, isFormer }: CredentialsProps) => {
  const t = useTranslation();
  const can = useCan();
  const { data, isLoading, isFetching, error, refetch } = useApiKeysQuery(user.id, {
    refetchOnMountOrArgChange: true,
  });
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const made = (secret: string) => setStep((now) => now && { name: 'show', secret, opener: now.opener });

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.data.length === 0) return <NothingYet>{t('api-keys.none')}</NothingYet>;
    return (
      <ApiKeysTable
        apiKeys={data.data}
        isFormer={isFormer}
        onPick={(name, apiKey, opener) => setStep({ name, apiKey, opener })}
      />
    );
  };

  if (isFormer && (isLoading || data?.data.length === 0)) return null;
  return (
    <Section
      title={t('user.tab.api-keys')}
      text={t(isFormer ? 'api-keys.former' : 'api-keys.text')}
      isBusy={isFetching}
      action={
        can('api-keys.create') &&
        !isFormer && (
          <Button
            startIcon={<Plus />}
            onClick={(event: React.MouseEvent<HTMLElement>) =>
              setStep({ name: 'add', opener: event.currentTarget })
            }
          >
            {t('api-keys.add')}
          </Button>
        )
      }
    >
      {content()}
      {step?.name === 'add' && <NewApiKey user={user} opener={step.opener} onMade={made} onClose={close} />}
      {step?.name === 'rotate' && (
        <RotateApiKey user={user} apiKey={step.apiKey} opener={step.opener} onMade={made} onClose={close} />
      )}
      {step?.name === 'revoke' && (
        <RevokeApiKey user={user} apiKey={step.apiKey} opener={step.opener} onClose={close} />
      )}
      {step?.name === 'show' && (
        <SecretShown
          title={t('api-key.made')}
          of="api-key"
          secret={step.secret}
          opener={step.opener}
          onClose={close}
        />
      )}
    </Section>
  );
};
