import { Flex, Typography } from '@strapi/design-system';

import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { DataTable } from '../../../components/DataTable';
import { useCan } from '../../../components/PermissionsProvider';
import { rowActions } from '../../../components/RowActions';
import { UserCount } from '../../../components/UserCount';
import type { PickRow } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';

const COLUMNS = ['name', 'roles', 'users'] as const;

type Props = { groups: RoleGroup[]; onPick: PickRow<RoleGroup> };

export const RoleGroupsTable = ({ groups, onPick }: Props) => {
  const t = useTranslation();
  const canManage = useCan()('role-groups.manage');
  const actions = rowActions(onPick, ({ name }) => ({
    edit: t('role-groups.edit.of', { name }),
    delete: t('role-groups.delete.of', { name }),
  }));
  return (
    <DataTable
      rows={groups}
      columns={COLUMNS}
      labelOf={(column) => t(`role-groups.${column}`)}
      actions={canManage && actions}
    >
      {(column, group) => <Cell column={column} group={group} />}
    </DataTable>
  );
};

const Cell = ({ column, group }: { column: (typeof COLUMNS)[number]; group: RoleGroup }) => {
  const t = useTranslation();
  switch (column) {
    case 'name':
      return (
        <Flex direction="column" alignItems="flex-start" maxWidth="32rem">
          <Typography fontWeight="bold">{group.name}</Typography>
          {group.description && (
            <Typography variant="pi" textColor="neutral600" ellipsis maxWidth="100%">
              {group.description}
            </Typography>
          )}
        </Flex>
      );
    case 'roles':
      return (
        <Typography textColor="neutral800" ellipsis>
          {group.roles.map(({ name }) => name).join(', ') || t('role-groups.roles.none')}
        </Typography>
      );
    case 'users':
      return <UserCount count={group.userCount} filter={{ roleGroup: { $eq: String(group.id) } }} />;
  }
};
