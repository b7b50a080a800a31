import { index } from '../../../platform/tables';

const TABLE = 'gatehouse_roles';

/** One row per `admin::role`, with the same id, so that a role is the same number everywhere. */
export const roleSchema = {
  table: TABLE,
  attributes: {
    name: { type: 'string', required: true },
    code: { type: 'string', required: true },
    description: { type: 'text' },
    mfaRequired: { type: 'boolean', default: false, required: true },
    maxSessions: { type: 'integer' },
    ownAccountsOnly: { type: 'boolean', default: false, required: true },
    /** JSON text, like the types and the licences. Null: no actions, every type, no licences. */
    apiActions: { type: 'text' },
    userTypes: { type: 'string' },
    licences: { type: 'text' },
  },
  indexes: [index(TABLE, 'name'), index(TABLE, 'code')],
};
