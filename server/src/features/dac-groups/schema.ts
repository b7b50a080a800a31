import { hidden, index, unique } from '../../lib/content-type';

export const GROUPS = 'gatehouse_dac_groups';
export const LINKS = 'gatehouse_user_dac_groups';

export const dacGroupSchema = {
  kind: 'collectionType',
  collectionName: GROUPS,
  info: { singularName: 'dac-group', pluralName: 'dac-groups', displayName: 'Gatehouse DAC group' },
  ...hidden,
  attributes: {
    code: { type: 'string', required: true },
    /** In lower case: MariaDB finds entries by a code however it is written, so that no two may differ by that alone. */
    codeKey: { type: 'string', required: true },
    name: { type: 'string', required: true },
  },
  indexes: [unique(GROUPS, 'code_key'), index(GROUPS, 'code'), index(GROUPS, 'name')],
};

/** Which user holds which group. */
export const userDacGroupSchema = {
  kind: 'collectionType',
  collectionName: LINKS,
  info: {
    singularName: 'user-dac-group',
    pluralName: 'user-dac-groups',
    displayName: 'Gatehouse DAC group of a user',
  },
  ...hidden,
  attributes: {
    userId: { type: 'integer', required: true },
    dacGroupId: { type: 'integer', required: true },
  },
  indexes: [unique(LINKS, 'user_id', 'dac_group_id'), index(LINKS, 'dac_group_id')],
};
