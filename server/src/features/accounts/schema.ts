import { ACCOUNT_ROLES } from '../../../../shared/constants';
import { hidden, index, unique } from '../../lib/content-type';

const ACCOUNTS = 'gatehouse_accounts';
const MEMBERS = 'gatehouse_account_members';

export const accountSchema = {
  kind: 'collectionType',
  collectionName: ACCOUNTS,
  info: { singularName: 'account', pluralName: 'accounts', displayName: 'Gatehouse account' },
  ...hidden,
  attributes: {
    name: { type: 'string', required: true },
    /** The `nameKey` of its parent and name, so that no two siblings have one name. */
    siblingKey: { type: 'string', required: true },
    /** Null at the top. */
    parentId: { type: 'integer' },
    position: { type: 'integer', required: true },
    /** Its ids from the top down, such as `/1/7/12/`: all that is below an account is found by it at once. */
    path: { type: 'string', required: true },
  },
  indexes: [
    unique(ACCOUNTS, 'sibling_key'),
    index(ACCOUNTS, 'parent_id', 'position'),
    index(ACCOUNTS, 'path'),
  ],
};

/** Who belongs to which account, and as what. */
export const accountMemberSchema = {
  kind: 'collectionType',
  collectionName: MEMBERS,
  info: {
    singularName: 'account-member',
    pluralName: 'account-members',
    displayName: 'Gatehouse account member',
  },
  ...hidden,
  attributes: {
    userId: { type: 'integer', required: true },
    accountId: { type: 'integer', required: true },
    role: { type: 'enumeration', enum: ACCOUNT_ROLES, required: true },
  },
  indexes: [unique(MEMBERS, 'user_id', 'account_id'), index(MEMBERS, 'account_id')],
};
