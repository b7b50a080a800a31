import type { DacGroup } from '../../../../../shared/contracts/dac-groups';
import { useDacGroupsQuery, useDeleteDacGroupMutation } from '../../../api/dac-groups';
import { AddButton } from '../../../components/AddButton';
import { HeldBy } from '../../../components/HeldBy';
import { ListContent } from '../../../components/ListContent';
import { ListPage } from '../../../components/ListPage';
import { ListSearch, useSearchedList } from '../../../components/ListSearch';
import { useCan } from '../../../components/PermissionsProvider';
import { useRowDialogs } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';
import { DacGroupForm } from './DacGroupForm';
import { DacGroupsTable } from './DacGroupsTable';

/** The codes that users can hold and conditions ask for. */
export const DacGroupsPage = () => {
  const t = useTranslation();
  const can = useCan();
  const asked = useSearchedList();
  const list = useDacGroupsQuery(asked, { refetchOnMountOrArgChange: true });
  const [remove] = useDeleteDacGroupMutation();
  const { add, pick, dialog } = useRowDialogs<DacGroup>({
    edit: (group, props) => <DacGroupForm group={group} {...props} />,
    delete: ({ id, code, userCount }) => ({
      of: 'dac.delete',
      done: 'dac.deleted',
      values: { code },
      impossible: userCount > 0 && (
        <HeldBy count={userCount} filter={{ dacGroup: { $eq: String(id) } }} why="error.DAC_GROUP_HELD" />
      ),
      run: () => remove(id),
    }),
  });
  return (
    <ListPage
      title={t('nav.dac-groups')}
      text={t('dac.text')}
      isBusy={list.isFetching}
      action={can('dac-groups.update') && <AddButton label={t('dac.add')} onAdd={add} />}
      tools={{ start: <ListSearch of="dac" /> }}
    >
      <ListContent list={list} none={t(asked._q ? 'dac.none.match' : 'dac.none')}>
        {(groups) => <DacGroupsTable groups={groups} onPick={pick} />}
      </ListContent>
      {dialog}
    </ListPage>
  );
};
