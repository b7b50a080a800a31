import type { LogAction } from '../../../shared/log/actions';
import { isByToken } from '../access/step-up';
import type { Target } from '../features/activity/log/one-entry';
import { holdUserForChange } from '../features/people/users/guards';
import { entriesOf } from '../features/people/users/store';
import { userOfToken } from '../features/programs/api-keys/record';
import { GatehouseError } from '../platform/errors';
import { type Asked, guardedBy, type LogEntries } from './guarded';

type Token = {
  id: number;
  name: string;
  /** There where Strapi can show the token once more. */
  encryptedKey?: string | null;
  adminUserOwner?: { id: number } | null;
};
type Found = { token: Token | null; userId: number | null; keyOf: number | null };

/** What Strapi keeps each kind of token as. */
type Uid = 'admin::api-token' | 'admin::transfer-token';

/** Strapi's own pages of API tokens, admin tokens and transfer tokens: one table of handlers for each. */
export const guardedTokens = (uid: Uid) => {
  const find = async ({ strapi, actor, id }: Asked): Promise<Found> => {
    const token: Token | null =
      id === null
        ? null
        : await strapi.db
            .query(uid)
            .findOne({ where: { id }, ...(uid === 'admin::api-token' && { populate: ['adminUserOwner'] }) });
    // It stands in the log of whose token it is, else of who does it.
    const whose = token?.adminUserOwner?.id ?? actor.adminUserId;
    const [user] = whose === null ? [] : await entriesOf(strapi, [Number(whose)]);
    const owner = uid === 'admin::api-token' && token ? await userOfToken(strapi, token.id) : null;
    return { token, userId: user?.id ?? null, keyOf: owner };
  };

  const logged =
    (action: LogAction) =>
    async ({ actor, ctx }: Asked, { token, userId }: Found): Promise<LogEntries> => {
      const { name } = token ?? (ctx.body as { data: Token }).data;
      const about: Target = userId === null ? { kind: 'environment' } : { kind: 'user', id: userId };
      return [{ about, action, changes: null, text: name, actor }];
    };

  /** One that leaked would make others, which outlive it. */
  const assertBySession = ({ strapi }: Asked) => {
    if (isByToken(strapi)) throw new GatehouseError('SESSION_NEEDED');
  };

  /** The key of an API-only user is made anew by Gatehouse alone, for who may have what it can do. */
  const assertMayMake = async (asked: Asked, { keyOf }: Found) => {
    assertBySession(asked);
    if (keyOf !== null) throw new GatehouseError('KEY_OF_USER');
  };

  const making = (action: LogAction) =>
    guardedBy<Found>({
      find,
      guard: assertMayMake,
      isStepUpDue: async () => true,
      log: logged(action),
    });

  /** Admin tokens are shown to their owners alone. */
  const isShown = ({ actor }: Asked, { token }: Found) =>
    Boolean(token?.encryptedKey) &&
    (!token?.adminUserOwner || Number(token.adminUserOwner.id) === actor.adminUserId);

  return {
    create: making('token-created'),
    update: making('token-changed'),
    regenerate: making('token-regenerated'),
    read: guardedBy<Found>({
      find,
      guard: async (asked, found) => {
        if (isShown(asked, found)) assertBySession(asked);
      },
      isStepUpDue: async (asked, found) => isShown(asked, found),
      log: async (asked, found) => (isShown(asked, found) ? logged('token-read')(asked, found) : []),
    }),
    revoke: guardedBy<Found>({
      find,
      guard: async ({ strapi, actor }, { keyOf }) => {
        if (keyOf !== null) await holdUserForChange(strapi, keyOf, actor);
      },
      log: async (asked, found) =>
        logged(found.keyOf === null ? 'token-revoked' : 'api-key-revoked')(asked, {
          ...found,
          userId: found.keyOf ?? found.userId,
        }),
    }),
  };
};
