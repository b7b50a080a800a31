import { Flex, IconButton, Td, Th, VisuallyHidden } from '@strapi/design-system';
import { Eye, Key, Lock, Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';
import { NavLink, useNavigate } from 'react-router-dom';
import { css, styled } from 'styled-components';

import type { User } from '../../../../shared/contracts/users';
import { useCan } from '../../components/PermissionsProvider';
import { userPath } from '../../paths';
import { useTranslation } from '../../translations/use-translation';
import { offeredActions } from './actions/user-actions';
import type { PendingAction } from './actions/UserActionDialog';
import { useIsSelf } from './use-is-self';
import type { UserColumn } from './user-columns';
import { nameOf } from './user-names';

type Props = {
  users: User[];
  columns: readonly UserColumn[];
  onPick: (picked: PendingAction) => void;
};

export const UsersTable = ({ users, columns, onPick }: Props) => {
  const t = useTranslation();
  const navigate = useNavigate();
  const headers = columns.map(({ name }) => ({ name, label: t(`field.${name}`), sortable: true }));
  return (
    <Table.Root rows={users} headers={[...headers, { name: 'actions', label: t('actions') }]}>
      <Table.Content>
        <Table.Head>
          {headers.map((header) => (
            <Table.HeaderCell key={header.name} {...header} />
          ))}
          <StickyHeader>
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </StickyHeader>
        </Table.Head>
        <Table.Body>
          {users.map((user) => (
            <Table.Row key={user.id} cursor="pointer" onClick={() => navigate(userPath(user.id))}>
              {columns.map(({ name, render }) => (
                <Table.Cell key={name}>{render(user, t)}</Table.Cell>
              ))}
              <StickyCell onClick={(event: React.MouseEvent) => event.stopPropagation()}>
                <RowActions user={user} onPick={onPick} />
              </StickyCell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table.Content>
    </Table.Root>
  );
};

const RowActions = ({ user, onPick }: { user: User; onPick: Props['onPick'] }) => {
  const t = useTranslation();
  const can = useCan();
  const isSelf = useIsSelf();
  const name = nameOf(user);
  const offered = offeredActions(user, { can, isSelf: isSelf(user) });
  const canEdit = can('users.update');

  const button = (action: 'lock' | 'unlock' | 'delete', icon: JSX.Element) =>
    offered.includes(action) && (
      <IconButton
        variant="ghost"
        label={t(`action.${action}.of`, { name })}
        onClick={(event: React.MouseEvent<HTMLButtonElement>) =>
          onPick({ user, action, opener: event.currentTarget })
        }
      >
        {icon}
      </IconButton>
    );

  return (
    <Flex justifyContent="end">
      <IconButton
        tag={NavLink}
        to={userPath(user.id)}
        variant="ghost"
        label={t(canEdit ? 'users.edit' : 'users.view', { name })}
      >
        {canEdit ? <Pencil /> : <Eye />}
      </IconButton>
      {button('lock', <Lock />)}
      {button('unlock', <Key />)}
      {button('delete', <Trash />)}
    </Flex>
  );
};

/** Stays in view however far the columns are scrolled, which fade out below it. */
const sticky = css`
  ${({ theme }) => theme.breakpoints.medium} {
    position: sticky;
    /* The table's own padding, which scrolls away with it. */
    right: -${({ theme }) => theme.spaces[6]};
    background: ${({ theme }) => theme.colors.neutral0};

    &::before {
      content: '';
      position: absolute;
      inset-block: 0;
      right: 100%;
      width: ${({ theme }) => theme.spaces[6]};
      background: linear-gradient(to right, transparent, ${({ theme }) => theme.colors.neutral0});
      pointer-events: none;
    }
  }
`;
const StickyHeader = styled(Th)`
  ${sticky}
`;
const StickyCell = styled(Td)`
  ${sticky}
`;
