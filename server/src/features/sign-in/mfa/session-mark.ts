import type { Context } from 'koa';

import { type Row, withinTransaction } from '../../../platform/database';
import { followChanges } from '../../../platform/follow-changes';
import { currentContext } from '../../../platform/current-context';
import type { Strapi } from '../../../platform/strapi';

type Session = { metadata?: Record<string, unknown> | null };
type Event = { params: { data: Session & { origin?: string } } };

const TABLE = 'strapi_sessions';
const MARK = 'gatehouseProved';

const parsed = (metadata: unknown): Record<string, unknown> =>
  ((typeof metadata === 'string' ? JSON.parse(metadata) : metadata) as Record<string, unknown> | null) ?? {};

/** Requests whose sign-in has passed MFA. Nothing a client sends can add to this. */
const proved = new WeakSet<Context>();
export const markMfaPassed = (ctx: Context) => void proved.add(ctx);

/**
 * Marks sessions that passed MFA in their metadata, which Strapi copies when it renews them. Sessions made by
 * any other flow lack the mark.
 */
export const markSessions = (strapi: Strapi) =>
  followChanges(strapi, {
    models: ['admin::session'],
    beforeCreate({ params: { data } }: Event) {
      const ctx = currentContext(strapi);
      if (ctx && proved.has(ctx)) data.metadata = { ...parsed(data.metadata), [MARK]: true };
    },
  });

/** Whether the session has passed MFA, and whether another plugin vouched for its sign-in. */
export const of = async (
  strapi: Strapi,
  sessionId: string,
): Promise<{ isMfaPassed: boolean; isOther: boolean }> => {
  const { from } = await withinTransaction(strapi);
  const row = await from(TABLE).where({ session_id: sessionId }).first<Row | undefined>('metadata');
  const { [MARK]: mark, gatehouse } = parsed(row?.metadata);
  return {
    isMfaPassed: mark === true,
    isOther: (gatehouse as { isOther?: unknown } | undefined)?.isOther === true,
  };
};

/** Marks the session as having passed MFA after its sign-in, with every token it has been renewed to. */
export const prove = async (strapi: Strapi, adminUserId: number, sessionId: string) => {
  const { from } = await withinTransaction(strapi);
  const rows = await from(TABLE)
    .where({ user_id: String(adminUserId), origin: 'admin' })
    .select('session_id', 'child_id', 'metadata');
  const byId = new Map(rows.map((row) => [String(row.session_id), row]));
  const chain = new Set<Row>();
  for (let row = byId.get(sessionId); row && !chain.has(row); row = byId.get(String(row.child_id)))
    chain.add(row);
  for (const row of chain)
    await from(TABLE)
      .where({ session_id: row.session_id as string })
      .update({ metadata: JSON.stringify({ ...parsed(row.metadata), [MARK]: true }) });
};
