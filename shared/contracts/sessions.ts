import { z } from 'zod';

import { byId, contract, idInPath, isoDate } from './contract';

/** Of one user: the open ones, then those that closed last. */
export const MAX_SESSIONS_LISTED = 200;

/** Why a session is over. `ended`: none given, such as by another plugin or by hand in the database. */
export const CLOSED_REASONS = [
  'signed-out',
  'ended-by-self',
  'ended-by-admin',
  'limit',
  'password-changed',
  'mfa-reset',
  'shut-out',
  'expired',
  'ended',
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

/** A session of the panel, open or closed, with all its renewals. Nothing here lets anybody act as it. */
export const session = z.object({
  /** With `strapi-` before it if Gatehouse has no record of it: it began before Gatehouse was installed. */
  id: z.string(),
  startedAt: isoDate,
  /** When it was last renewed; requests in between leave no trace. */
  lastSeenAt: isoDate,
  /** Over unless renewed by then. */
  refreshDueAt: isoDate,
  /** Over by then in any case. */
  endsAt: isoDate.nullable(),
  /** The same for sessions of one browser. */
  device: z.string().nullable(),
  /** What the browser said of itself when last seen. */
  client: z.string().nullable(),
  /** Where it was last seen. */
  address: z.string().nullable(),
  /** Where the address is; null if unknown. */
  location: z.string().nullable(),
  /** Whether it is the caller's. */
  isPresent: z.boolean(),
  /** Null while it is open, and if nobody saw it end. */
  closedAt: isoDate.nullable(),
  /** Null while it is open. */
  closedReason: z.enum(CLOSED_REASONS).nullable(),
});
export type Session = z.output<typeof session>;

/** As in `session`; nine digits fit into every database's integers. */
const sessionInPath = z.string().regex(/^(strapi-)?[1-9]\d{0,8}$/, 'must be the id of a session');
const ended = z.object({ ended: z.number() });

/** After how many seconds without a renewal, and after how many at most, a session is over. */
const lifespan = z.object({ idleSeconds: z.number(), maxSeconds: z.number() });

/** From Strapi's own configuration, `admin.auth.sessions`. */
export const sessionLifespans = z.object({
  /** How often an active browser renews its session. */
  renewalSeconds: z.number(),
  session: lifespan,
  /** With “Remember me”. */
  remembered: lifespan,
});
export type SessionLifespans = z.output<typeof sessionLifespans>;

export const listSessions = contract({
  method: 'GET',
  path: '/users/:id/sessions',
  permissions: ['sessions.read'],
  params: byId,
  response: z.array(session),
});

export const endSession = contract({
  method: 'DELETE',
  path: '/users/:id/sessions/:sessionId',
  permissions: ['sessions.end'],
  params: z.strictObject({ id: idInPath, sessionId: sessionInPath }),
  response: ended,
});

export const endSessions = contract({
  method: 'DELETE',
  path: '/users/:id/sessions',
  permissions: ['sessions.end'],
  params: byId,
  /** As `revokeTokens` in bodies. */
  query: z.strictObject({
    revokeTokens: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
  }),
  response: ended,
});

export const listMySessions = contract({
  method: 'GET',
  path: '/me/sessions',
  permissions: [],
  response: z.array(session),
});

export const endMySession = contract({
  method: 'DELETE',
  path: '/me/sessions/:sessionId',
  permissions: [],
  params: z.strictObject({ sessionId: sessionInPath }),
  response: ended,
});

/** The caller's own session stays open. */
export const endMyOtherSessions = contract({
  method: 'DELETE',
  path: '/me/sessions',
  permissions: [],
  response: ended,
});
