import { ACCOUNT_ROLES } from '../../../../../shared/constants';
import { index, unique } from '../../../platform/tables';

const ACCOUNTS = 'gatehouse_accounts';
const MEMBERS = 'gatehouse_account_members';

export const accountSchema = {
  table: ACCOUNTS,
  attributes: {
    name: { type: 'string', required: true },
    /** The `nameKey` of its parent and name, so that no two siblings share a name. */
    siblingKey: { type: 'string', required: true },
    /** Null at the top. */
    parentId: { type: 'integer' },
    position: { type: 'integer', required: true },
    /** Ids from the top down, such as `/1/7/12/`, by which one query finds all that is below an account. */
    path: { type: 'string', required: true },
  },
  indexes: [
    unique(ACCOUNTS, 'sibling_key'),
    index(ACCOUNTS, 'parent_id', 'position'),
    index(ACCOUNTS, 'path'),
  ],
};

/** Who belongs to which account, and in which role. */
export const accountMemberSchema = {
  table: MEMBERS,
  attributes: {
    userId: { type: 'integer', required: true },
    accountId: { type: 'integer', required: true },
    role: { type: 'enumeration', enum: ACCOUNT_ROLES, required: true },
  },
  users: { userId: 'removed' },
  indexes: [unique(MEMBERS, 'user_id', 'account_id'), index(MEMBERS, 'account_id')],
};
