import { index, unique } from '../../../platform/tables';

export const GROUPS = 'gatehouse_role_groups';
export const GROUP_ROLES = 'gatehouse_role_group_roles';
export const MEMBERS = 'gatehouse_user_role_groups';
export const INHERITED = 'gatehouse_inherited_roles';

export const roleGroupSchema = {
  table: GROUPS,
  attributes: {
    name: { type: 'string', required: true },
    /** The `nameKey`, so that a name is unique however it is spelled. */
    nameKey: { type: 'string', required: true },
    description: { type: 'text' },
  },
  indexes: [unique(GROUPS, 'name_key'), index(GROUPS, 'name')],
};

/** Which roles a group gives. */
export const roleGroupRoleSchema = {
  table: GROUP_ROLES,
  attributes: {
    roleGroupId: { type: 'integer', required: true },
    roleId: { type: 'integer', required: true },
  },
  indexes: [unique(GROUP_ROLES, 'role_group_id', 'role_id'), index(GROUP_ROLES, 'role_id')],
};

/** Which user is in which group. */
export const userRoleGroupSchema = {
  table: MEMBERS,
  attributes: {
    userId: { type: 'integer', required: true },
    roleGroupId: { type: 'integer', required: true },
  },
  users: { userId: 'removed' },
  indexes: [unique(MEMBERS, 'user_id', 'role_group_id'), index(MEMBERS, 'role_group_id')],
};

/** Roles that a user holds through groups only. All other roles Strapi has for the user are direct. */
export const inheritedRoleSchema = {
  table: INHERITED,
  attributes: {
    userId: { type: 'integer', required: true },
    roleId: { type: 'integer', required: true },
  },
  users: { userId: 'removed' },
  indexes: [unique(INHERITED, 'user_id', 'role_id'), index(INHERITED, 'role_id')],
};
