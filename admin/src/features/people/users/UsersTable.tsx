import type { ComponentProps } from 'react';

import { Checkbox, Td, Th, VisuallyHidden } from '@strapi/design-system';
import { Table } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';

import type { User } from '../../../../../shared/contracts/users';
import {
  USER_SORT_FIELDS,
  type UserColumnName,
  type UserSortField,
} from '../../../../../shared/users/fields';
import { ColumnHeader } from '../../../components/ColumnHeader';
import { userPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { SkeletonRows } from '../../../components/SkeletonRows';
import { StickyTable } from '../../../components/StickyTable';
import type { PendingAction } from './actions/user-actions';
import type { Selection } from './bulk/use-selection';
import { RowMenu } from './RowMenu';
import { SortHeader } from './SortHeader';
import type { ListAddress } from './use-list-address';
import type { UserColumn } from './user-columns';
import { nameOf } from '../../../components/user/user-names';
import { UserNames } from './UserNames';

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
  const headers = ['names', ...columns.map(({ name }) => name), 'actions'].map((name) => ({
    name,
    label: name,
  }));
  /** On a link or a button, Enter keeps its usual effect. */
  const openOnEnter = ({ key, target }: React.KeyboardEvent, user: User) => {
    const isCell = target instanceof HTMLTableCellElement && !target.querySelector('a, button, input');
    if (key === 'Enter' && isCell) navigate(userPath(user.id));
  };
  return (
    <StickyTable hasTicks={selection !== null}>
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
            <SortHeader name="lastname" label="users.names" address={address} />
            {columns.map(({ name }) =>
              isSortField(name) ? (
                <SortHeader key={name} name={name} address={address} />
              ) : (
                <ColumnHeader key={name} label={t(`field.${name}`)} />
              ),
            )}
            <Th role="columnheader">
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Th>
          </Table.Head>
          {isLoading && <SkeletonRows rows={SKELETON_ROWS} columns={headers.length} />}
          <Table.Body>
            {users.map((user) => (
              <Table.Row
                key={user.id}
                cursor="pointer"
                onClick={() => navigate(userPath(user.id))}
                onKeyDown={(event: React.KeyboardEvent) => openOnEnter(event, user)}
              >
                {selection && <TickCell user={user} selection={selection} />}
                <Table.Cell>
                  <UserNames user={user} />
                </Table.Cell>
                {columns.map(({ name, render }) => (
                  <Table.Cell key={name}>{render(user, t)}</Table.Cell>
                ))}
                <Td onClick={(event: React.MouseEvent) => event.stopPropagation()}>
                  <RowMenu user={user} onPick={onPick} />
                </Td>
              </Table.Row>
            ))}
          </Table.Body>
        </Table.Content>
      </Table.Root>
    </StickyTable>
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
