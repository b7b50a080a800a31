import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Trash } from '@strapi/icons';

import type { ApiKey } from '../../../../../shared/contracts/api-keys';
import { DataTable } from '../../../components/DataTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { StateBadge } from '../../../components/StateBadge';
import { useTranslation } from '../../../translations/use-translation';
import { CredentialCell } from './CredentialCell';

type Props = {
  apiKeys: ApiKey[];
  /** Whether the keys can no longer be replaced by new ones. */
  isFormer: boolean;
  onPick: (name: 'rotate' | 'revoke', apiKey: ApiKey, opener: HTMLElement) => void;
};

const COLUMNS = ['description', 'kind', 'expiresAt', 'lastUsedAt', 'createdAt'] as const;

type Column = (typeof COLUMNS)[number];

export const ApiKeysTable = ({ apiKeys, isFormer, onPick }: Props) => {
  const t = useTranslation();
  return (
    <DataTable
      rows={apiKeys}
      columns={COLUMNS}
      labelOf={(column) => t(`api-key.${column}`)}
      actions={(apiKey) => <Actions apiKey={apiKey} isFormer={isFormer} onPick={onPick} />}
    >
      {(column, apiKey) => <Cell column={column} apiKey={apiKey} />}
    </DataTable>
  );
};

const Cell = ({ column, apiKey }: { column: Column; apiKey: ApiKey }) => {
  const t = useTranslation();
  switch (column) {
    case 'description':
      return (
        <Flex gap={2}>
          <CredentialCell column={column} credential={apiKey} />
          <State apiKey={apiKey} />
        </Flex>
      );
    case 'kind':
      return <Typography>{t(`api-key.kind.${apiKey.kind}`)}</Typography>;
    case 'expiresAt':
      return <LocalTime value={apiKey.expiresAt} none={t('api-key.never-expires')} />;
    default:
      return <CredentialCell column={column} credential={apiKey} />;
  }
};

const State = ({ apiKey: { isExpired, isReplaced } }: { apiKey: ApiKey }) => {
  const t = useTranslation();
  const state = isExpired ? 'expired' : isReplaced ? 'replaced' : null;
  return (
    state && <StateBadge colour={state === 'expired' ? 'danger' : 'warning'} text={t(`api-key.${state}`)} />
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
