import { Flex, IconButton, Status, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';

import type { ApiKey } from '../../../../../shared/contracts/api-keys';
import { ListTable } from '../../../components/ListTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { useTranslation } from '../../../translations/use-translation';

type Props = {
  apiKeys: ApiKey[];
  /** They are replaced by no new ones. */
  isFormer: boolean;
  onPick: (name: 'rotate' | 'revoke', apiKey: ApiKey, opener: HTMLElement) => void;
};

const COLUMNS = ['description', 'kind', 'expiresAt', 'lastUsedAt', 'createdAt'] as const;

export const ApiKeysTable = ({ apiKeys, isFormer, onPick }: Props) => {
  const t = useTranslation();
  const headers = [
    ...COLUMNS.map((name) => ({ name: name as string, label: t(`api-key.${name}`) })),
    { name: 'actions', label: t('actions') },
  ];
  return (
    <ListTable rows={apiKeys} headers={headers}>
      {apiKeys.map((apiKey) => (
        <Table.Row key={apiKey.id}>
          <Table.Cell>
            <Flex gap={2}>
              <Typography fontWeight="bold" ellipsis title={apiKey.description}>
                {apiKey.description}
              </Typography>
              <State apiKey={apiKey} />
            </Flex>
          </Table.Cell>
          <Table.Cell>
            <Typography>{t(`api-key.kind.${apiKey.kind}`)}</Typography>
          </Table.Cell>
          <Table.Cell>
            <LocalTime value={apiKey.expiresAt} none={t('api-key.never-expires')} />
          </Table.Cell>
          <Table.Cell>
            <LocalTime value={apiKey.lastUsedAt} none={t('api-key.never-used')} />
          </Table.Cell>
          <Table.Cell>
            <LocalTime value={apiKey.createdAt} />
            <Typography variant="pi" textColor="neutral600" tag="p" ellipsis>
              {t('api-key.by', { name: apiKey.createdBy })}
            </Typography>
          </Table.Cell>
          <Table.Cell>
            <Actions apiKey={apiKey} isFormer={isFormer} onPick={onPick} />
          </Table.Cell>
        </Table.Row>
      ))}
    </ListTable>
  );
};

const State = ({ apiKey: { isExpired, isReplaced } }: { apiKey: ApiKey }) => {
  const t = useTranslation();
  const state = isExpired ? 'expired' : isReplaced ? 'replaced' : null;
  return (
    state && (
      <Status variant={state === 'expired' ? 'danger' : 'warning'} size="S" width="fit-content">
        <Typography tag="span" variant="omega" fontWeight="bold" ellipsis>
          {t(`api-key.${state}`)}
        </Typography>
      </Status>
    )
  );
};

const Actions = ({ apiKey, isFormer, onPick }: Omit<Props, 'apiKeys'> & { apiKey: ApiKey }) => {
  const t = useTranslation();
  const can = useCan();
  const pick = (name: 'rotate' | 'revoke') => (event: React.MouseEvent<HTMLElement>) =>
    onPick(name, apiKey, event.currentTarget);
  return (
    <Flex justifyContent="flex-end">
      {can('api-keys.create') && !isFormer && !apiKey.isReplaced && (
        <IconButton
          variant="ghost"
          label={t('api-key.rotate.of', { description: apiKey.description })}
          onClick={pick('rotate')}
        >
          <ArrowsCounterClockwise />
        </IconButton>
      )}
      {can('api-keys.revoke') && (
        <IconButton
          variant="ghost"
          label={t('api-key.revoke.of', { description: apiKey.description })}
          onClick={pick('revoke')}
        >
          <Trash />
        </IconButton>
      )}
    </Flex>
  );
};
