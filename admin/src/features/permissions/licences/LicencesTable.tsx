import { Flex, Typography } from '@strapi/design-system';

import type { Licence } from '../../../../../shared/contracts/licences';
import { DataTable } from '../../../components/DataTable';
import { useCan } from '../../../components/PermissionsProvider';
import { rowActions } from '../../../components/RowActions';
import { UserCount } from '../../../components/UserCount';
import type { PickRow } from '../../../components/use-row-dialogs';
import { useTranslation } from '../../../translations/use-translation';

type Props = { licences: Licence[]; onPick: PickRow<Licence> };

const COLUMNS = ['name', 'users', 'userTypes', 'namedRolesOnly', 'features'] as const;
type Column = (typeof COLUMNS)[number];

export const LicencesTable = ({ licences, onPick }: Props) => {
  const t = useTranslation();
  const canEdit = useCan()('licences.manage');
  const actions = rowActions(onPick, ({ name, isBuiltIn }) => ({
    edit: t('licences.edit.of', { name }),
    delete: !isBuiltIn && t('licences.delete.of', { name }),
  }));
  return (
    <DataTable
      rows={licences}
      columns={COLUMNS}
      labelOf={(column) => t(`licences.${column}`)}
      actions={canEdit && actions}
    >
      {(column, licence) => <Cell column={column} licence={licence} />}
    </DataTable>
  );
};

const Cell = ({ column, licence }: { column: Column; licence: Licence }) => {
  const t = useTranslation();
  const { name, code, features, userTypes, namedRolesOnly } = licence;
  switch (column) {
    case 'name':
      return (
        <Flex direction="column" alignItems="flex-start">
          <Typography fontWeight="bold">{name}</Typography>
          <Typography variant="pi" textColor="neutral600">
            {code}
          </Typography>
        </Flex>
      );
    case 'users':
      return (
        <Flex direction="column" alignItems="flex-start">
          <UserCount count={licence.userCount} filter={{ licence: { $eq: String(licence.id) } }} />
          <Seats licence={licence} />
        </Flex>
      );
    case 'userTypes':
      return <Typography>{userTypes.map((type) => t(`type.${type}`)).join(', ')}</Typography>;
    case 'namedRolesOnly':
      return <Typography>{t(`licences.namedRolesOnly.${namedRolesOnly ? 'yes' : 'no'}`)}</Typography>;
    case 'features':
      return (
        <Typography>
          {features.map((feature) => t(`licences.allows.${feature}`)).join(', ') || t('none')}
        </Typography>
      );
  }
};

const Seats = ({ licence: { seats, seatsTaken: taken } }: { licence: Licence }) => {
  const t = useTranslation();
  const isFull = seats !== null && taken >= seats;
  return (
    <Typography variant="pi" textColor={isFull ? 'danger600' : 'neutral600'}>
      {seats === null
        ? t('licences.seats.unlimited')
        : t(isFull ? 'licences.seats.full' : 'licences.seats.of', { taken, seats })}
    </Typography>
  );
};
