import { printable } from '../../../domain/printable';
import type { Actor } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { findUser } from '../../people/users/store';
import { deleteAdminTokensOf, deleteTokens } from './native';
import * as store from './store';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;
/** The directory id of the user whose key the token is; null: nobody's. */
export const userOfToken = async (strapi: Strapi, tokenId: number) =>
  (await store.findByToken(strapi, tokenId))?.userId ?? null;

/** For users who are deleted or no longer API-only. */
export const revokeApiKeysOf = async (strapi: Strapi, userIds: readonly number[]) => {
  const tokenIds = await store.tokensOf(strapi, userIds);
  if (tokenIds.length > 0) await deleteTokens(strapi, tokenIds);
};

/** Revokes the user's admin tokens. One made in a stolen session would outlive both session and password. */
export const revokeTokensOf = async (
  strapi: Strapi,
  { id, adminUserId }: { id: number; adminUserId: number },
  actor: Actor,
) => {
  // Keys of API-only users are revoked only by users with that permission.
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
