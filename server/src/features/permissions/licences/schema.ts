import { unique } from '../../../platform/tables';
import { LICENCES } from './licensed';

export const licenceSchema = {
  table: LICENCES,
  attributes: {
    code: { type: 'string', required: true },
    /** In lower case: MariaDB compares without case, so that no two may differ by that alone. */
    codeKey: { type: 'string', required: true },
    name: { type: 'string', required: true },
    /** Null: any number. */
    seats: { type: 'integer' },
    /** JSON text, as are the types. */
    features: { type: 'string', required: true },
    userTypes: { type: 'string', required: true },
    namedRolesOnly: { type: 'boolean', default: false, required: true },
  },
  indexes: [unique(LICENCES, 'code_key')],
};
