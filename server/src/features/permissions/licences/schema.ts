import { unique } from '../../../platform/tables';
import { LICENCES } from './licensed';

export const licenceSchema = {
  table: LICENCES,
  attributes: {
    code: { type: 'string', required: true },
    /** In lower case: MariaDB compares without case, so no two codes may differ only in case. */
    codeKey: { type: 'string', required: true },
    name: { type: 'string', required: true },
    /** Null: any number. */
    seats: { type: 'integer' },
    /** JSON text, like the types. */
    features: { type: 'string', required: true },
    userTypes: { type: 'string', required: true },
    namedRolesOnly: { type: 'boolean', default: false, required: true },
  },
  indexes: [unique(LICENCES, 'code_key')],
};
