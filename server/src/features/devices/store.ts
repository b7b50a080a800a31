import { newDocumentId, type Row, toDate, withinTransaction } from '../../lib/database';
import type { Strapi } from '../../lib/strapi';

const TABLE = 'gatehouse_devices';

export const createDeviceStore = (strapi: Strapi) => ({
  async find(userId: number, tokenHash: string) {
    const { from } = await withinTransaction(strapi);
    const row = await from(TABLE).where({ user_id: userId, token_hash: tokenHash }).first<Row | undefined>();
    return row
      ? {
          id: Number(row.id),
          failedTries: Number(row.failed_tries),
          lastFailedAt: toDate(row.last_failed_at),
        }
      : null;
  },

  async insert(userId: number, tokenHash: string, now: Date) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE)
      .insert({
        document_id: newDocumentId(),
        user_id: userId,
        token_hash: tokenHash,
        failed_tries: 0,
        last_used_at: now,
        created_at: now,
        updated_at: now,
      })
      .onConflict()
      .ignore();
  },

  /** Forgets the ones not used for longest, so that a script that keeps no cookies fills nothing up. */
  async keepLatest(userId: number, count: number) {
    const { from } = await withinTransaction(strapi);
    const old = await from(TABLE)
      .where({ user_id: userId })
      .orderBy('last_used_at', 'desc')
      .orderBy('id', 'desc')
      .offset(count)
      .limit(count)
      .select('id');
    if (old.length > 0)
      await from(TABLE)
        .whereIn(
          'id',
          old.map(({ id }) => Number(id)),
        )
        .delete();
  },

  async removeByUsers(userIds: readonly number[]) {
    const { from } = await withinTransaction(strapi);
    await from(TABLE)
      .whereIn('user_id', [...userIds])
      .delete();
  },
});
