import { useState } from 'react';

import { Button, Loader } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import type { OAuthClient } from '../../../../../shared/contracts/oauth';
import type { User } from '../../../../../shared/contracts/users';
import { useDeleteOAuthClientMutation, useOAuthClientsQuery } from '../../../api/api-keys';
import { AskFirst } from '../../../components/AskFirst';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SecretShown } from '../../../components/SecretShown';
import { NothingYet, Section } from '../../../components/Section';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';
import type { CredentialsProps } from './ApiKeysTab';
import { NewOAuthClient } from './NewOAuthClient';
import { OAuthClientsTable } from './OAuthClientsTable';

type Step = { opener: HTMLElement } & (
  | { name: 'add' }
  | { name: 'delete'; client: OAuthClient }
  | { name: 'show'; secret: string; clientId: string }
);

/** Clients that fetch tokens for minutes instead of keeping a key for months. */
export const OAuthClients = ({ user, isFormer }: CredentialsProps) => {
  const t = useTranslation();
  const can = useCan();
  const { data, isLoading, isFetching, error, refetch } = useOAuthClientsQuery(user.id, {
    refetchOnMountOrArgChange: true,
  });
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.data.length === 0) return <NothingYet>{t('oauth-clients.none')}</NothingYet>;
    return (
      <OAuthClientsTable
        clients={data.data}
        onDelete={(client, opener) => setStep({ name: 'delete', client, opener })}
      />
    );
  };

  if (isFormer && (isLoading || data?.data.length === 0)) return null;
  return (
    <Section
      title={t('oauth-clients')}
      text={t(isFormer ? 'oauth-clients.former' : 'oauth-clients.text')}
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
            {t('oauth-clients.add')}
          </Button>
        )
      }
    >
      {content()}
      {step?.name === 'add' && (
        <NewOAuthClient
          user={user}
          opener={step.opener}
          onMade={({ clientId, clientSecret }) =>
            setStep({ name: 'show', clientId, secret: clientSecret, opener: step.opener })
          }
          onClose={close}
        />
      )}
      {step?.name === 'delete' && (
        <DeleteClient user={user} client={step.client} opener={step.opener} onClose={close} />
      )}
      {step?.name === 'show' && (
        <SecretShown
          title={t('oauth-client.made', { clientId: step.clientId })}
          of="oauth-client"
          secret={step.secret}
          opener={step.opener}
          onClose={close}
        />
      )}
    </Section>
  );
};

type DeleteProps = { user: User; client: OAuthClient; opener: HTMLElement; onClose: () => void };

const DeleteClient = ({ user, client, opener, onClose }: DeleteProps) => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const [remove, { isLoading }] = useDeleteOAuthClientMutation();
  const named = { description: client.description, name: nameOf(user) };

  const confirm = async () => {
    const result = await remove({ user: user.id, client: client.id });
    if ('error' in result) failed(result.error);
    else succeeded('oauth-client.deleted', named);
    onClose();
  };

  return (
    <AskFirst
      title={t('oauth-client.delete.title', named)}
      confirmLabel={t('oauth-client.delete')}
      isDangerous
      isBusy={isLoading}
      opener={opener}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('oauth-client.delete.text', named)}
    </AskFirst>
  );
};
