import { printable } from '../../../domain/printable';
import type { Actor } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { findUser } from '../../people/users/store';
import { deleteAdminTokensOf, deleteTokens } from './native';
import * as store from './store';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;
/** Whose key the token is, by the id in the directory; null: nobody's. */
export const userOfToken = async (strapi: Strapi, tokenId: number) =>
  (await store.findByToken(strapi, tokenId))?.userId ?? null;

/** Of users who are gone, or are API-only no more. */
export const revokeApiKeysOf = async (strapi: Strapi, userIds: readonly number[]) => {
  const tokenIds = await store.tokensOf(strapi, userIds);
  if (tokenIds.length > 0) await deleteTokens(strapi, tokenIds);
};

/** What a user has made in Strapi, or somebody who was at their session: it outlives password and session. */
export const revokeTokensOf = async (
  strapi: Strapi,
  { id, adminUserId }: { id: number; adminUserId: number },
  actor: Actor,
) => {
  // Keys are revoked by whoever may revoke keys.
  if ((await findUser(strapi, id))?.type === 'api-only') return;
  const names = await deleteAdminTokensOf(strapi, adminUserId);
  if (names.length === 0) return;
  await recordChange(strapi, {
    about: { kind: 'user', id },
    action: 'admin-tokens-revoked',
    changes: null,
    text: printable(names.join(', ')),
    actor,
  });
};
