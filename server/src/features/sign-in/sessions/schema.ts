import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_sessions';

/** A panel session across all its renewals. The record outlives Strapi's own rows. */
export const sessionSchema = {
  table: TABLE,
  attributes: {
    /** Also in the metadata of Strapi's rows, from which a renewal copies it. */
    sessionKey: { type: 'string', required: true },
    userId: { type: 'integer', required: true },
    adminUserId: { type: 'integer', required: true },
    address: { type: 'string' },
    userAgent: { type: 'string' },
    /** Digest of Strapi's id for the browser. */
    deviceKey: { type: 'string' },
    startedAt: { type: 'datetime', required: true },
    lastSeenAt: { type: 'datetime', required: true },
    refreshDueAt: { type: 'datetime', required: true },
    endsAt: { type: 'datetime' },
    /** When the user last signed in or stepped up with it. */
    provedAt: { type: 'datetime' },
    /** When it was closed; until then, when it ends unless renewed. */
    overAt: { type: 'datetime', required: true },
    closedReason: { type: 'string' },
  },
  users: { userId: 'removed' },
  indexes: [unique(TABLE, 'session_key'), index(TABLE, 'user_id', 'over_at'), index(TABLE, 'over_at')],
};
