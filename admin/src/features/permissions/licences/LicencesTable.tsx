import { Flex, IconButton, Link, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { Table } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { Licence } from '../../../../../shared/contracts/licences';
import { ListTable } from '../../../components/ListTable';
import { useCan } from '../../../components/PermissionsProvider';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

export type PickedLicence = { licence: Licence; step: 'edit' | 'delete'; opener: HTMLElement };

type Props = { licences: Licence[]; onPick: (picked: PickedLicence) => void };

const COLUMNS = ['name', 'users', 'userTypes', 'namedRolesOnly', 'features'] as const;
type Column = (typeof COLUMNS)[number];

export const LicencesTable = ({ licences, onPick }: Props) => {
  const t = useTranslation();
  const canEdit = useCan()('licences.manage');
  const headers = [
    ...COLUMNS.map((name) => ({ name: name as string, label: t(`licences.${name}`) })),
    ...(canEdit ? [{ name: 'actions', label: t('actions') }] : []),
  ];
  return (
    <ListTable rows={licences} headers={headers}>
      {licences.map((licence) => (
        <Table.Row key={licence.id}>
          {COLUMNS.map((column) => (
            <Table.Cell key={column}>
              <Cell column={column} licence={licence} />
            </Table.Cell>
          ))}
          {canEdit && (
            <Table.Cell>
              <LicenceActions licence={licence} onPick={onPick} />
            </Table.Cell>
          )}
        </Table.Row>
      ))}
    </ListTable>
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
          <Holders licence={licence} />
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

/** How many users have it, who are one click away. */
const Holders = ({ licence: { id, userCount } }: { licence: Licence }) => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  const text = t('users.count', { count: userCount });
  if (userCount === 0 || !canSeeUsers) return <Typography textColor="neutral600">{text}</Typography>;
  return (
    <Link tag={NavLink} to={usersPath([{ licence: { $eq: String(id) } }])}>
      {text}
    </Link>
  );
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

const LicenceActions = ({ licence, onPick }: { licence: Licence; onPick: Props['onPick'] }) => {
  const t = useTranslation();
  const { name, isBuiltIn } = licence;
  const pick = (step: PickedLicence['step']) => (event: React.MouseEvent<HTMLButtonElement>) =>
    onPick({ licence, step, opener: event.currentTarget });
  return (
    <Flex>
      <IconButton variant="ghost" label={t('licences.edit.of', { name })} onClick={pick('edit')}>
        <Pencil />
      </IconButton>
      {!isBuiltIn && (
        <IconButton variant="ghost" label={t('licences.delete.of', { name })} onClick={pick('delete')}>
          <Trash />
        </IconButton>
      )}
    </Flex>
  );
};
