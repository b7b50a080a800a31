import { Typography } from '@strapi/design-system';

import type { IpRule } from '../../../../../shared/contracts/ip-rules';
import { DataTable } from '../../../components/DataTable';
import { LocalTime } from '../../../components/LocalTime';
import { useCan } from '../../../components/PermissionsProvider';
import { rowActions } from '../../../components/RowActions';
import type { PickRow } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';

const COLUMNS = ['role', 'range', 'note', 'createdAt'] as const;

type Props = { rules: IpRule[]; hasRole: boolean; onPick: PickRow<IpRule> };

export const IpRulesTable = ({ rules, hasRole, onPick }: Props) => {
  const t = useTranslation();
  const can = useCan();
  const actions = rowActions(onPick, ({ range }) => ({
    edit: can('ip-rules.update') && t('rules.edit', { range }),
    delete: can('ip-rules.delete') && t('rules.delete.of', { range }),
  }));
  return (
    <DataTable
      rows={rules}
      columns={COLUMNS.filter((name) => hasRole || name !== 'role')}
      labelOf={(column) => t(`rules.${column}`)}
      actions={actions}
    >
      {(column, rule) => <Cell column={column} rule={rule} />}
    </DataTable>
  );
};

const Cell = ({ column, rule }: { column: (typeof COLUMNS)[number]; rule: IpRule }) => {
  const t = useTranslation();
  switch (column) {
    case 'role':
      return <Typography>{rule.role?.name}</Typography>;
    case 'range':
      return <Typography fontWeight="bold">{rule.range}</Typography>;
    case 'note':
      return <Typography ellipsis>{rule.note ?? t('none')}</Typography>;
    case 'createdAt':
      return <LocalTime value={rule.createdAt} />;
  }
};
