import type { RoleGroup } from '../../../../../shared/contracts/role-groups';
import { useDeleteRoleGroupMutation, useRoleGroupsQuery } from '../../../api/role-groups';
import { AddButton } from '../../../components/AddButton';
import { ListContent } from '../../../components/ListContent';
import { ListPage } from '../../../components/ListPage';
import { ListSearch, useSearchedList } from '../../../components/ListSearch';
import { useCan } from '../../../components/PermissionsProvider';
import { useRowDialogs } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';
import { RoleGroupForm } from './RoleGroupForm';
import { RoleGroupsTable } from './RoleGroupsTable';

/** The sets of roles that users can be given as one. */
export const RoleGroupsPage = () => {
  const t = useTranslation();
  const can = useCan();
  const asked = useSearchedList();
  const list = useRoleGroupsQuery(asked, { refetchOnMountOrArgChange: true });
  const [remove] = useDeleteRoleGroupMutation();
  const { add, pick, dialog } = useRowDialogs<RoleGroup>({
    edit: (group, props) => <RoleGroupForm group={group} {...props} />,
    delete: ({ id, name, userCount }) => ({
      of: 'role-groups.delete',
      done: 'role-groups.deleted',
      values: { name, count: userCount },
      run: () => remove(id),
    }),
  });
  return (
    <ListPage
      title={t('nav.role-groups')}
      text={t('role-groups.text')}
      isBusy={list.isFetching}
      action={can('role-groups.manage') && <AddButton label={t('role-groups.add')} onAdd={add} />}
      tools={{ start: <ListSearch of="role-groups" /> }}
    >
      <ListContent list={list} none={t(asked._q ? 'role-groups.none.match' : 'role-groups.none')}>
        {(groups) => <RoleGroupsTable groups={groups} onPick={pick} />}
      </ListContent>
      {dialog}
    </ListPage>
  );
};
