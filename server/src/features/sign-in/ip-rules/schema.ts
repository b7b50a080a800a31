import { RULE_SCOPES } from '../../../../../shared/constants';
import { index, unique } from '../../../platform/tables';

export const IP_RULES = 'gatehouse_ip_rules';

export const ipRuleSchema = {
  table: IP_RULES,
  attributes: {
    scope: { type: 'enumeration', enum: RULE_SCOPES, required: true },
    userId: { type: 'integer' },
    roleId: { type: 'integer' },
    /** `everyone`, `user:7` or `role:2`, in one column for look-ups and the unique index. */
    target: { type: 'string', required: true },
    /** As displayed. */
    range: { type: 'string', required: true },
    /** The normalized form that is matched, so that two spellings of one network count as one. */
    cidr: { type: 'string', required: true },
    note: { type: 'string' },
  },
  users: { userId: 'followed' },
  indexes: [unique(IP_RULES, 'target', 'cidr'), index(IP_RULES, 'range'), index(IP_RULES, 'created_at')],
};
