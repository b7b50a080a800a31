import { index } from '../../../platform/tables';

export const DELEGATIONS = 'gatehouse_delegations';

/** Who may act for whom or what. Exactly one of the three subjects is set. */
export const delegationSchema = {
  table: DELEGATIONS,
  attributes: {
    /** Who may act. */
    userId: { type: 'integer', required: true },
    forUserId: { type: 'integer' },
    forDacGroupId: { type: 'integer' },
    resource: { type: 'string' },
    /** Null: for everything. */
    purpose: { type: 'string' },
    validFrom: { type: 'datetime', required: true },
    validTo: { type: 'datetime' },
    givenByName: { type: 'string', required: true },
  },
  users: { userId: 'removed', forUserId: 'removed' },
  indexes: [
    index(DELEGATIONS, 'user_id'),
    index(DELEGATIONS, 'for_user_id'),
    index(DELEGATIONS, 'for_dac_group_id'),
  ],
};
