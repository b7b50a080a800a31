import { useDeleteOAuthClientMutation, useOAuthClientsQuery } from '../../../api/api-keys';
import { Copyable } from '../../../components/Copyable';
import { nameOf } from '../../../components/user/user-names';
import { useTranslation } from '../../../translations/use-translation';
import { CredentialSection, type CredentialsProps } from './CredentialSection';
import { curlForToken } from './examples';
import { type MadeClient, NewOAuthClient } from './NewOAuthClient';
import { OAuthClientsTable } from './OAuthClientsTable';

/** Clients that fetch tokens valid for minutes instead of keeping a key for months. */
export const OAuthClients = ({ user, isFormer }: CredentialsProps) => {
  const t = useTranslation();
  const [remove] = useDeleteOAuthClientMutation();
  return (
    <CredentialSection
      of="oauth-client"
      title={t('oauth-clients')}
      isFormer={isFormer}
      list={useOAuthClientsQuery(user.id, { refetchOnMountOrArgChange: true })}
      table={(clients, onPick) => (
        <OAuthClientsTable
          clients={clients}
          onDelete={(client, opener) => onPick('revoke', client, opener)}
        />
      )}
      form={(_client, dialog, onMade) => (
        <NewOAuthClient
          user={user}
          {...dialog}
          onMade={(made) =>
            onMade({
              title: t('oauth-client.made', { clientId: made.clientId }),
              secret: made.clientSecret,
              usage: <ClientUsage {...made} />,
            })
          }
        />
      )}
      revoke={({ id, description }) => ({
        of: 'oauth-client.delete',
        done: 'oauth-client.deleted',
        values: { description, name: nameOf(user) },
        run: () => remove({ user: user.id, client: id }),
      })}
    />
  );
};

const ClientUsage = (made: MadeClient) => {
  const t = useTranslation();
  return (
    <>
      <Copyable label={t('oauth-client.clientId')} text={made.clientId} />
      <Copyable label={t('oauth-client.tokenUrl')} text={made.tokenUrl} />
      <Copyable label={t('oauth-client.example')} text={curlForToken(made)} />
    </>
  );
};
