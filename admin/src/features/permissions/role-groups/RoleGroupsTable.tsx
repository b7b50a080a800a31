import { Flex, IconButton, Link, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { ListTable } from '../../../components/ListTable';
import { useCan } from '../../../components/PermissionsProvider';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

export type PickedGroup = { group: RoleGroup; step: 'edit' | 'delete'; opener: HTMLElement };

type Props = { groups: RoleGroup[]; onPick: (picked: PickedGroup) => void };

const COLUMNS = ['name', 'roles', 'users'] as const;

export const RoleGroupsTable = ({ groups, onPick }: Props) => {
  const t = useTranslation();
  const canManage = useCan()('role-groups.manage');
  const headers = [
    ...COLUMNS.map((name) => ({ name: name as string, label: t(`role-groups.${name}`) })),
    ...(canManage ? [{ name: 'actions', label: t('actions') }] : []),
  ];
  return (
    <ListTable rows={groups} headers={headers}>
      {groups.map((group) => (
        <Table.Row key={group.id}>
          <Table.Cell>
            <Flex direction="column" alignItems="flex-start" maxWidth="32rem">
              <Typography fontWeight="bold">{group.name}</Typography>
              {group.description && (
                <Typography variant="pi" textColor="neutral600" ellipsis maxWidth="100%">
                  {group.description}
                </Typography>
              )}
            </Flex>
          </Table.Cell>
          <Table.Cell>
            <Typography textColor="neutral800" ellipsis>
              {group.roles.map(({ name }) => name).join(', ') || t('role-groups.roles.none')}
            </Typography>
          </Table.Cell>
          <Table.Cell>
            <Users group={group} />
          </Table.Cell>
          {canManage && (
            <Table.Cell>
              <GroupActions group={group} onPick={onPick} />
            </Table.Cell>
          )}
        </Table.Row>
      ))}
    </ListTable>
  );
};

/** How many users are in it, who are one click away. */
const Users = ({ group: { id, userCount } }: { group: RoleGroup }) => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  const text = t('users.count', { count: userCount });
  if (userCount === 0 || !canSeeUsers) return <Typography textColor="neutral600">{text}</Typography>;
  return (
    <Link tag={NavLink} to={usersPath([{ roleGroup: { $eq: String(id) } }])}>
      {text}
    </Link>
  );
};

const GroupActions = ({ group, onPick }: { group: RoleGroup; onPick: Props['onPick'] }) => {
  const t = useTranslation();
  const pick = (step: PickedGroup['step']) => (event: React.MouseEvent<HTMLButtonElement>) =>
    onPick({ group, step, opener: event.currentTarget });
  return (
    <Flex>
      <IconButton
        variant="ghost"
        label={t('role-groups.edit.of', { name: group.name })}
        onClick={pick('edit')}
      >
        <Pencil />
      </IconButton>
      <IconButton
        variant="ghost"
        label={t('role-groups.delete.of', { name: group.name })}
        onClick={pick('delete')}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
};
