import { Flex, Link, Typography } from '@strapi/design-system';
import { Table } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { USER_TYPES } from '../../../../../shared/constants';
import type { Role } from '../../../../../shared/contracts/roles';
import { ListTable } from '../../../components/ListTable';
import { rolePath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { Holders } from './Holders';

const COLUMNS = ['name', 'holders', 'userTypes', 'mfaRequired', 'maxSessions', 'apiActions'] as const;
type Column = (typeof COLUMNS)[number];

export const RolesTable = ({ roles }: { roles: Role[] }) => {
  const t = useTranslation();
  const headers = COLUMNS.map((name) => ({ name, label: t(`roles.column.${name}`) }));
  return (
    <ListTable rows={roles} headers={headers}>
      {roles.map((role) => (
        <Table.Row key={role.id}>
          {COLUMNS.map((name) => (
            <Table.Cell key={name}>
              <Cell column={name} role={role} />
            </Table.Cell>
          ))}
        </Table.Row>
      ))}
    </ListTable>
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
