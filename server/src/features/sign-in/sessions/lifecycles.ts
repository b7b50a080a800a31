import type { ClosedReason } from '../../../../../shared/contracts/sessions';
import { askerOf } from '../../../access/identify';
import { recordOtherSignIn } from '../../../access/other-sign-in';
import { afterwards } from '../../../platform/afterwards';
import { clock } from '../../../platform/clock';
import { reasonOfEnding } from '../../../platform/ending';
import { currentRoute } from '../../../platform/actor';
import { followChanges } from '../../../platform/follow-changes';
import { isLetIn } from '../../../access/let-in';
import type { Strapi } from '../../../platform/strapi';
import { keyOf, newSessionKey, type TokenMetadata } from './token';
import { beginSession, closeSessions, endFormerSession, renewSession } from './service';
import { dropSessionToken } from './store';

const SESSION = 'admin::session';
const PANEL = 'admin';

/** A row of Strapi's, as it is made and as it is read. */
export type NativeToken = {
  id: number;
  sessionId: string;
  userId: string;
  origin: string;
  status?: string | null;
  deviceId?: string | null;
  expiresAt: Date | string;
  absoluteExpiresAt?: Date | string | null;
  createdAt: Date | string | null;
  metadata?: TokenMetadata | null;
};
type Event = {
  params: { data?: NativeToken; where?: object; filters?: object; _q?: string };
  result?: NativeToken;
  state: { isFirst?: boolean; isOther?: boolean };
};

/** Strapi's own ways to end sessions (admin/server/src/controllers, 5.54), by the handler of their route. */
const STRAPIS_OWN: Partial<Record<string, ClosedReason>> = {
  'authentication.logout': 'signed-out',
  'authentication.resetPassword': 'password-changed',
  'authenticated-user.updateMe': 'password-changed',
  'authenticated-session.revoke': 'ended-by-self',
  'authenticated-session.revokeAll': 'ended-by-self',
};

/** Where Strapi makes a session that no door has let anybody into: the first admin's, and a renewal of one without a key. */
const NO_SIGN_INS = new Set(['authentication.registerAdmin', 'authentication.accessToken']);

/**
 * Follows every session of the panel, whoever makes, renews or deletes it. The first token is given a key, which Strapi
 * copies to each that it is renewed to.
 */
export const followSessions = (strapi: Strapi) => {
  const giveKey = (event: Event) => {
    const { data } = event.params;
    if (data?.origin !== PANEL || keyOf(data) !== null) return;
    const isOther = !isLetIn(strapi, Number(data.userId)) && !NO_SIGN_INS.has(currentRoute(strapi) ?? '');
    data.metadata = { ...data.metadata, gatehouse: { key: newSessionKey(), ...(isOther && { isOther }) } };
    event.state = { isFirst: true, isOther };
  };

  // Afterwards, so that no record is without its token. Fails closed: no session goes unrecorded.
  const record = async ({ result, state }: Event) => {
    if (result?.origin !== PANEL) return;
    try {
      await (state.isFirst ? beginSession(strapi, result) : renewSession(strapi, result));
      if (state.isOther) await recordOther(result);
    } catch (error) {
      await dropSessionToken(strapi, result.id);
      throw error;
    }
  };

  const recordOther = async (token: NativeToken) => {
    const asker = askerOf(strapi);
    const work = () => recordOtherSignIn(strapi, token, asker);
    // What is written outside of a transaction that is under way would wait for it on SQLite, and it for this.
    if (strapi.db.inTransaction()) afterwards(strapi, 'a sign-in could not be recorded', work);
    else await work();
  };

  // Before, so that a renewal that is under way meanwhile finds its session closed. Of a token that was renewed, the
  // session lives on in the next; one that has run out ends nothing that had not ended.
  const close = async (tokens: readonly NativeToken[]) => {
    const keys = tokens.flatMap((token) => keyOf(token) ?? []);
    if (keys.length > 0) await closeSessions(strapi, keys, reasonNow());
  };
  const closeMany = async ({ params: { where = {}, filters, _q } }: Event) =>
    close(
      await strapi.db.query(SESSION).findMany({
        where: { $and: [where, { origin: PANEL, status: 'active', expiresAt: { $gt: clock.now() } }] },
        filters,
        _q,
        select: ['metadata'],
      }),
    );
  // From its list of sessions Strapi deletes the newest token alone, and those before it would still be good.
  const closeOne = async ({ params: { where } }: Event) => {
    const token: NativeToken | null = await strapi.db.query(SESSION).findOne({ where });
    if (token?.origin !== PANEL || token.status !== 'active' || hasRunOut(token)) return;
    await close([token]);
    await endFormerSession(strapi, token);
  };
  const hasRunOut = ({ expiresAt }: NativeToken) => new Date(expiresAt) <= clock.now();
  const reasonNow = () => reasonOfEnding() ?? STRAPIS_OWN[currentRoute(strapi) ?? ''] ?? 'ended';

  followChanges(strapi, {
    models: [SESSION],
    beforeCreate: giveKey,
    afterCreate: record,
    beforeDelete: closeOne,
    beforeDeleteMany: closeMany,
  });
};
