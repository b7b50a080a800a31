import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_roles';

/** Stands 1:1 beside `admin::role` and shares its id, so that a role is the same number everywhere. */
export const roleSchema = {
  table: TABLE,
  attributes: {
    name: { type: 'string', required: true },
    code: { type: 'string', required: true },
    description: { type: 'text' },
    mfaRequired: { type: 'boolean', default: false, required: true },
    maxSessions: { type: 'integer' },
    ownAccountsOnly: { type: 'boolean', default: false, required: true },
    /** JSON text, as are the types and the licences; null: none, every type, and none. */
    apiActions: { type: 'text' },
    userTypes: { type: 'string' },
    licences: { type: 'text' },
  },
  indexes: [index(TABLE, 'name'), index(TABLE, 'code')],
};
