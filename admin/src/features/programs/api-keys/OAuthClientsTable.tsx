import { IconButton, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';

import type { OAuthClient } from '../../../../../shared/contracts/oauth';
import { ListTable } from '../../../components/ListTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';

const COLUMNS = ['description', 'clientId', 'lastUsedAt', 'createdAt'] as const;

type Props = { clients: OAuthClient[]; onDelete: (client: OAuthClient, opener: HTMLElement) => void };

export const OAuthClientsTable = ({ clients, onDelete }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const headers = [
    ...COLUMNS.map((name) => ({ name: name as string, label: t(`oauth-client.${name}`) })),
    { name: 'actions', label: t('actions') },
  ];
  return (
    <ListTable rows={clients} headers={headers}>
      {clients.map((client) => (
        <Table.Row key={client.id}>
          <Table.Cell>
            <Typography fontWeight="bold" ellipsis title={client.description}>
              {client.description}
            </Typography>
          </Table.Cell>
          <Table.Cell>
            <Typography style={{ fontFamily: 'monospace' }}>{client.clientId}</Typography>
          </Table.Cell>
          <Table.Cell>
            <LocalTime value={client.lastUsedAt} none={t('api-key.never-used')} />
          </Table.Cell>
          <Table.Cell>
            <LocalTime value={client.createdAt} />
            <Typography variant="pi" textColor="neutral600" tag="p" ellipsis>
              {t('api-key.by', { name: client.createdBy })}
            </Typography>
          </Table.Cell>
          <Table.Cell>
            {can('api-keys.revoke') && (
              <IconButton
                variant="ghost"
                label={t('oauth-client.delete.of', { description: client.description })}
                onClick={(event: React.MouseEvent<HTMLElement>) => onDelete(client, event.currentTarget)}
              >
                <Trash />
              </IconButton>
            )}
          </Table.Cell>
        </Table.Row>
      ))}
    </ListTable>
  );
};
