import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { USER_TYPES } from '../../../../../shared/constants';
import type { Role } from '../../../../../shared/contracts/roles';
import { DataTable } from '../../../components/DataTable';
import { rolePath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { Holders } from './Holders';

const COLUMNS = ['name', 'holders', 'userTypes', 'mfaRequired', 'maxSessions', 'apiActions'] as const;
type Column = (typeof COLUMNS)[number];

export const RolesTable = ({ roles }: { roles: Role[] }) => {
  const t = useTranslation();
  return (
    <DataTable rows={roles} columns={COLUMNS} labelOf={(column) => t(`roles.column.${column}`)}>
      {(column, role) => <Cell column={column} role={role} />}
    </DataTable>
  );
};

const Cell = ({ column, role }: { column: Column; role: Role }) => {
  const t = useTranslation();
  switch (column) {
    case 'name':
      return (
        <Flex direction="column" alignItems="flex-start">
          <Link tag={NavLink} to={rolePath(role.id)}>
            {role.name}
          </Link>
          <Typography
            variant="pi"
            textColor="neutral600"
            ellipsis
            maxWidth="22rem"
            title={role.description ?? undefined}
          >
            {role.description}
          </Typography>
        </Flex>
      );
    case 'holders':
      return <Holders role={role} />;
    case 'userTypes':
      return (
        <Typography>
          {role.userTypes.length === USER_TYPES.length
            ? t('roles.userTypes.all')
            : role.userTypes.map((type) => t(`type.${type}`)).join(', ')}
        </Typography>
      );
    case 'mfaRequired':
      return <Typography>{role.mfaRequired ? t('roles.mfaRequired.yes') : t('none')}</Typography>;
    case 'maxSessions':
      return <Typography>{role.maxSessions ?? t('none')}</Typography>;
    case 'apiActions':
      return <Typography>{role.apiActions.length || t('none')}</Typography>;
  }
};
