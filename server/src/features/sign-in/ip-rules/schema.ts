import { RULE_SCOPES } from '../../../../../shared/constants';
import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_ip_rules';

export const ipRuleSchema = {
  table: TABLE,
  attributes: {
    scope: { type: 'enumeration', enum: RULE_SCOPES, required: true },
    userId: { type: 'integer' },
    roleId: { type: 'integer' },
    /** `everyone`, `user:7` or `role:2`: whom it is for, in one column to look up and to keep unique by. */
    target: { type: 'string', required: true },
    /** As it is shown. */
    range: { type: 'string', required: true },
    /** What is matched; the same network written in two ways is one. */
    cidr: { type: 'string', required: true },
    note: { type: 'string' },
  },
  users: { userId: 'followed' },
  indexes: [unique(TABLE, 'target', 'cidr'), index(TABLE, 'range'), index(TABLE, 'created_at')],
};
