import type { OAuthClient } from '../../../../../shared/contracts/oauth';
import type { User } from '../../../../../shared/contracts/users';
import { useDeleteOAuthClientMutation, useOAuthClientsQuery } from '../../../api/api-keys';
import { AskFirst } from '../../../components/AskFirst';
import { useFeedback } from '../../../components/use-feedback';
import { nameOf } from '../../../components/user/user-names';
import { useTranslation } from '../../../translations/use-translation';
import { CredentialSection, type CredentialsProps } from './CredentialSection';
import { NewOAuthClient } from './NewOAuthClient';
import { OAuthClientsTable } from './OAuthClientsTable';

/** Clients that fetch tokens for minutes instead of keeping a key for months. */
export const OAuthClients = ({ user, isFormer }: CredentialsProps) => {
  const t = useTranslation();
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
      dialog={(step, dialog, onMade) =>
        step.name === 'add' ? (
          <NewOAuthClient
            user={user}
            {...dialog}
            onMade={({ clientId, clientSecret: secret }) =>
              onMade({ title: t('oauth-client.made', { clientId }), secret })
            }
          />
        ) : (
          <DeleteClient user={user} client={step.credential} {...dialog} />
        )
      }
    />
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
