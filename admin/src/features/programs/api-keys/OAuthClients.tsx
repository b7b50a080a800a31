import type { OAuthClient } from '../../../../../shared/contracts/oauth';
import type { User } from '../../../../../shared/contracts/users';
import { useDeleteOAuthClientMutation, useOAuthClientsQuery } from '../../../api/api-keys';
import { ConfirmMutation } from '../../../components/ConfirmMutation';
import type { DialogProps } from '../../../components/dialog-focus';
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

const DeleteClient = ({ user, client, ...dialog }: DialogProps & { user: User; client: OAuthClient }) => {
  const [remove] = useDeleteOAuthClientMutation();
  return (
    <ConfirmMutation
      {...dialog}
      of="oauth-client.delete"
      done="oauth-client.deleted"
      values={{ description: client.description, name: nameOf(user) }}
      run={() => remove({ user: user.id, client: client.id })}
    />
  );
};
