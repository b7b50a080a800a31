import { Typography } from '@strapi/design-system';

import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { DataTable } from '../../../components/DataTable';
import { useCan } from '../../../components/PermissionsProvider';
import { rowActions } from '../../../components/RowActions';
import { UserCount } from '../../../components/UserCount';
import type { PickRow } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';

const COLUMNS = ['code', 'name', 'users'] as const;

type Props = { groups: DacGroup[]; onPick: PickRow<DacGroup> };

export const DacGroupsTable = ({ groups, onPick }: Props) => {
  const t = useTranslation();
  const canEdit = useCan()('dac-groups.update');
  const actions = rowActions(onPick, ({ code }) => ({
    edit: t('dac.rename.of', { code }),
    delete: t('dac.delete.of', { code }),
  }));
  return (
    <DataTable
      rows={groups}
      columns={COLUMNS}
      labelOf={(column) => t(`dac.${column}`)}
      actions={canEdit && actions}
    >
      {(column, group) => <Cell column={column} group={group} />}
    </DataTable>
  );
};

const Cell = ({ column, group }: { column: (typeof COLUMNS)[number]; group: DacGroup }) => {
  switch (column) {
    case 'code':
      return <Typography fontWeight="bold">{group.code}</Typography>;
    case 'name':
      return (
        <Typography textColor="neutral800" ellipsis>
          {group.name}
        </Typography>
      );
    case 'users':
      return <UserCount count={group.userCount} filter={{ dacGroup: { $eq: String(group.id) } }} />;
  }
};
