import { IconButton, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';

import type { OAuthClient } from '../../../../../shared/contracts/oauth';
import { DataTable } from '../../../components/DataTable';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';
import { CredentialCell } from './CredentialCell';

const COLUMNS = ['description', 'clientId', 'lastUsedAt', 'createdAt'] as const;

type Props = { clients: OAuthClient[]; onDelete: (client: OAuthClient, opener: HTMLElement) => void };

export const OAuthClientsTable = ({ clients, onDelete }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const actions = (client: OAuthClient) =>
    can('api-keys.revoke') && (
      <IconButton
        variant="ghost"
        label={t('oauth-client.delete.of', { description: client.description })}
        onClick={(event: React.MouseEvent<HTMLElement>) => onDelete(client, event.currentTarget)}
      >
        <Trash />
      </IconButton>
    );
  return (
    <DataTable
      rows={clients}
      columns={COLUMNS}
      labelOf={(column) => t(`oauth-client.${column}`)}
      actions={actions}
    >
      {(column, client) =>
        column === 'clientId' ? (
          <Typography style={{ fontFamily: 'monospace' }}>{client.clientId}</Typography>
        ) : (
          <CredentialCell column={column} credential={client} />
        )
      }
    </DataTable>
  );
};
