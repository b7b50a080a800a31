import type { Actor } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import type { Strapi } from '../../../../platform/strapi';
import { assertUser } from '../queries';
import { by } from '../record';
import * as store from '../store';

export const addNote = (strapi: Strapi, userId: number, text: string, actor: Actor) =>
  inTransaction(strapi, async () => {
    const { userName } = await assertUser(strapi, userId);
    const note = {
      userId,
      roleId: null,
      targetKind: 'user' as const,
      targetId: userId,
      targetName: userName,
      isEcho: false,
      kind: 'note' as const,
      action: 'note' as const,
      changes: null,
      text,
      ...by(actor),
    };
    return { data: await store.insertOne(strapi, note, clock.now()) };
  });
