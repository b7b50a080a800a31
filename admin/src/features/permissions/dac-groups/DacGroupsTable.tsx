import { Flex, IconButton, Link, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { ListTable } from '../../../components/ListTable';
import { useCan } from '../../../components/PermissionsProvider';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

export type PickedGroup = { group: DacGroup; step: 'rename' | 'delete'; opener: HTMLElement };

type Props = { groups: DacGroup[]; onPick: (picked: PickedGroup) => void };

const COLUMNS = ['code', 'name', 'users'] as const;

export const DacGroupsTable = ({ groups, onPick }: Props) => {
  const t = useTranslation();
  const canEdit = useCan()('dac-groups.update');
  const headers = [
    ...COLUMNS.map((name) => ({ name: name as string, label: t(`dac.${name}`) })),
    ...(canEdit ? [{ name: 'actions', label: t('actions') }] : []),
  ];
  return (
    <ListTable rows={groups} headers={headers}>
      {groups.map((group) => (
        <Table.Row key={group.id}>
          <Table.Cell>
            <Typography fontWeight="bold">{group.code}</Typography>
          </Table.Cell>
          <Table.Cell>
            <Typography textColor="neutral800" ellipsis>
              {group.name}
            </Typography>
          </Table.Cell>
          <Table.Cell>
            <Holders group={group} />
          </Table.Cell>
          {canEdit && (
            <Table.Cell>
              <GroupActions group={group} onPick={onPick} />
            </Table.Cell>
          )}
        </Table.Row>
      ))}
    </ListTable>
  );
};

/** How many users hold it, who are one click away. */
const Holders = ({ group: { id, userCount } }: { group: DacGroup }) => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  const text = t('users.count', { count: userCount });
  if (userCount === 0 || !canSeeUsers) return <Typography textColor="neutral600">{text}</Typography>;
  return (
    <Link tag={NavLink} to={usersPath([{ dacGroup: { $eq: String(id) } }])}>
      {text}
    </Link>
  );
};

const GroupActions = ({ group, onPick }: { group: DacGroup; onPick: Props['onPick'] }) => {
  const t = useTranslation();
  const pick = (step: PickedGroup['step']) => (event: React.MouseEvent<HTMLButtonElement>) =>
    onPick({ group, step, opener: event.currentTarget });
  return (
    <Flex>
      <IconButton variant="ghost" label={t('dac.rename.of', { code: group.code })} onClick={pick('rename')}>
        <Pencil />
      </IconButton>
      <IconButton variant="ghost" label={t('dac.delete.of', { code: group.code })} onClick={pick('delete')}>
        <Trash />
      </IconButton>
    </Flex>
  );
};
