import type { ComponentProps } from 'react';

import { Checkbox, Flex, IconButton, Td, Th, VisuallyHidden } from '@strapi/design-system';
import { Eye, Key, Lock, Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';
import { NavLink, useNavigate } from 'react-router-dom';
import { css, styled } from 'styled-components';

import type { User } from '../../../../../shared/contracts/users';
import {
  USER_SORT_FIELDS,
  type UserColumnName,
  type UserSortField,
} from '../../../../../shared/users/fields';
import { ColumnHeader } from '../../../components/ColumnHeader';
import { useCan } from '../../../components/PermissionsProvider';
import { userPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { SkeletonRows } from '../../../components/SkeletonRows';
import { offeredActions, type PendingAction } from './actions/user-actions';
import type { Selection } from './bulk/use-selection';
import { useIsSelf } from '../../../components/user/use-is-self';
import { SortHeader } from './SortHeader';
import type { ListAddress } from './use-list-address';
import type { UserColumn } from './user-columns';
import { nameOf } from '../../../components/user/user-names';

type Props = {
  users: User[];
  columns: readonly UserColumn[];
  address: ListAddress;
  isLoading: boolean;
  onPick: (picked: PendingAction) => void;
  /** Without it, nothing can be ticked. */
  selection: Selection | null;
};

const isSortField = (name: UserColumnName): name is UserSortField =>
  (USER_SORT_FIELDS as readonly string[]).includes(name);

/** Placeholder rows during the first load. */
const SKELETON_ROWS = 8;

export const UsersTable = ({ users, columns, address, isLoading, onPick, selection }: Props) => {
  const t = useTranslation();
  const navigate = useNavigate();
  const headers = [...columns.map(({ name }) => name), 'actions'].map((name) => ({ name, label: name }));
  /** On a link or a button, Enter keeps its usual effect. */
  const openOnEnter = ({ key, target }: React.KeyboardEvent, user: User) => {
    const isCell = target instanceof HTMLTableCellElement && !target.querySelector('a, button, input');
    if (key === 'Enter' && isCell) navigate(userPath(user.id));
  };
  return (
    <Table.Root
      rows={users}
      headers={headers}
      isLoading={isLoading}
      selectedRows={selection?.onPage}
      onSelectedRowsChange={selection?.setOnPage}
    >
      <Table.Content>
        <Table.Head>
          {selection && <Table.HeaderCheckboxCell />}
          {columns.map(({ name }) =>
            isSortField(name) ? (
              <SortHeader key={name} name={name} address={address} />
            ) : (
              <ColumnHeader key={name} label={t(`field.${name}`)} />
            ),
          )}
          <StickyHeader role="columnheader">
            <VisuallyHidden>{t('actions')}</VisuallyHidden>
          </StickyHeader>
        </Table.Head>
        {isLoading && <SkeletonRows rows={SKELETON_ROWS} columns={headers.length} />}
        <Table.Body>
          {users.map((user) => (
            <Row
              key={user.id}
              cursor="pointer"
              onClick={() => navigate(userPath(user.id))}
              onKeyDown={(event: React.KeyboardEvent) => openOnEnter(event, user)}
            >
              {selection && <TickCell user={user} selection={selection} />}
              {columns.map(({ name, render }) => (
                <Table.Cell key={name}>{render(user, t)}</Table.Cell>
              ))}
              <StickyCell onClick={(event: React.MouseEvent) => event.stopPropagation()}>
                <RowActions user={user} onPick={onPick} />
              </StickyCell>
            </Row>
          ))}
        </Table.Body>
      </Table.Content>
    </Table.Root>
  );
};

type TickProps = ComponentProps<typeof Td> & { user: User; selection: Selection };

/** Strapi's own names the user by id only. `place` is what the table passes to each of its cells. */
const TickCell = ({ user, selection, ...place }: TickProps) => {
  const t = useTranslation();
  const { onPage, setOnPage } = selection;
  const others = onPage.filter(({ id }) => id !== user.id);
  const isTicked = others.length < onPage.length;
  return (
    <Td {...place} onClick={(event: React.MouseEvent) => event.stopPropagation()}>
      <Checkbox
        aria-label={t('users.select', { name: nameOf(user) })}
        checked={isTicked}
        onCheckedChange={() => setOnPage(isTicked ? others : [...onPage, user])}
      />
    </Td>
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

/** Highlights the whole row that has the focus. */
const Row = styled(Table.Row)`
  &:focus-within {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

/** Stays in view however far the columns are scrolled; they fade out beneath it. */
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
