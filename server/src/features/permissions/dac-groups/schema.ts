import { index, unique } from '../../../platform/tables';

export const GROUPS = 'gatehouse_dac_groups';
export const LINKS = 'gatehouse_user_dac_groups';

export const dacGroupSchema = {
  table: GROUPS,
  attributes: {
    code: { type: 'string', required: true },
    /** In lower case: MariaDB finds entries by a code in any case, so no two may differ only in case. */
    codeKey: { type: 'string', required: true },
    name: { type: 'string', required: true },
  },
  indexes: [unique(GROUPS, 'code_key'), index(GROUPS, 'code'), index(GROUPS, 'name')],
};

/** Which user holds which group. */
export const userDacGroupSchema = {
  table: LINKS,
  attributes: {
    userId: { type: 'integer', required: true },
    dacGroupId: { type: 'integer', required: true },
  },
  users: { userId: 'removed' },
  indexes: [unique(LINKS, 'user_id', 'dac_group_id'), index(LINKS, 'dac_group_id')],
};
