import { hidden, index } from '../../lib/content-type';

const TABLE = 'gatehouse_roles';

/** Stands 1:1 beside `admin::role` and shares its id, so that a role is the same number everywhere. */
export const roleSchema = {
  kind: 'collectionType',
  collectionName: TABLE,
  info: { singularName: 'role', pluralName: 'roles', displayName: 'Gatehouse role' },
  ...hidden,
  attributes: {
    name: { type: 'string', required: true },
    code: { type: 'string', required: true },
    description: { type: 'text' },
  },
  indexes: [index(TABLE, 'name'), index(TABLE, 'code')],
};
