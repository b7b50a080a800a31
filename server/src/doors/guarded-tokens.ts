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
  /** Set if Strapi can show the token again. */
  encryptedKey?: string | null;
  adminUserOwner?: { id: number } | null;
};
type Found = { token: Token | null; userId: number | null; keyOf: number | null };

/** Strapi's content type for each kind of token. */
type Uid = 'admin::api-token' | 'admin::transfer-token';

/** Guards for Strapi's own pages of API tokens and admin tokens, or of transfer tokens. */
export const guardedTokens = (uid: Uid) => {
  const find = async ({ strapi, actor, id }: Asked): Promise<Found> => {
    const token: Token | null =
      id === null
        ? null
        : await strapi.db
            .query(uid)
            .findOne({ where: { id }, ...(uid === 'admin::api-token' && { populate: ['adminUserOwner'] }) });
    // Logged for the token's owner, or else for the actor.
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

  /** A leaked token could otherwise make others that outlive it. */
  const assertBySession = ({ strapi }: Asked) => {
    if (isByToken(strapi)) throw new GatehouseError('SESSION_NEEDED');
  };

  /** Only Gatehouse regenerates the key of an API-only user, for actors who may have what the key can do. */
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

  /** Admin tokens are shown only to their owners. */
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
