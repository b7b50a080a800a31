import { index, unique } from '../../../platform/tables';

const TABLE = 'gatehouse_sessions';

/** A session of the panel with all that it is renewed to. It stays when Strapi's own rows of it are gone. */
export const sessionSchema = {
  table: TABLE,
  attributes: {
    /** Stands in the metadata of Strapi's rows, from which a renewal copies it. */
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
    /** When the user last showed by it that they are there: at the sign-in, or since. */
    provedAt: { type: 'datetime' },
    /** When it was closed; until then, when it is over if nobody renews it. */
    overAt: { type: 'datetime', required: true },
    closedReason: { type: 'string' },
  },
  users: { userId: 'removed' },
  indexes: [unique(TABLE, 'session_key'), index(TABLE, 'user_id', 'over_at'), index(TABLE, 'over_at')],
};
