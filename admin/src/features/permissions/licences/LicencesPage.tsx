import type { Licence } from '../../../../../shared/contracts/licences';
import { useDeleteLicenceMutation, useLicencesQuery } from '../../../api/licences';
import { AddButton } from '../../../components/AddButton';
import { HeldBy } from '../../../components/HeldBy';
import { ListContent } from '../../../components/ListContent';
import { ListPage } from '../../../components/ListPage';
import { useCan } from '../../../components/PermissionsProvider';
import { useRowDialogs } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';
import { LicenceForm } from './LicenceForm';
import { LicencesTable } from './LicencesTable';

/** The limits of users who have a licence. The list is never empty: three exist from the start. */
export const LicencesPage = () => {
  const t = useTranslation();
  const can = useCan();
  const list = useLicencesQuery(undefined, { refetchOnMountOrArgChange: true });
  const [remove] = useDeleteLicenceMutation();
  const { add, pick, dialog } = useRowDialogs<Licence>({
    edit: (licence, props) => <LicenceForm licence={licence} {...props} />,
    delete: ({ id, name, userCount }) => ({
      of: 'licences.delete',
      done: 'licences.deleted',
      values: { name },
      impossible: userCount > 0 && (
        <HeldBy count={userCount} filter={{ licence: { $eq: String(id) } }} why="error.LICENCE_HELD" />
      ),
      run: () => remove(id),
    }),
  });
  return (
    <ListPage
      title={t('nav.licences')}
      text={t('licences.text')}
      isBusy={list.isFetching}
      action={can('licences.manage') && <AddButton label={t('licences.add')} onAdd={add} />}
    >
      <ListContent list={list} none={t('none')}>
        {(licences) => <LicencesTable licences={licences} onPick={pick} />}
      </ListContent>
      {dialog}
    </ListPage>
  );
};
