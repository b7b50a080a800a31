/**
 * Mails that tell users what was done to their account. They start once it is committed and the response has
 * left, so that they neither delay it, nor make it fail, nor give it away.
 */

import type { MailTemplateName } from '../../../../../shared/constants';
import type { MailUser, MailVariables } from '../../../domain/mail-values';
import { printable } from '../../../domain/printable';
import { currentActor } from '../../../platform/actor';
import { afterAnswer } from '../../../platform/after-answer';
import { clock } from '../../../platform/clock';
import { inChunks } from '../../../platform/database';
import type { Strapi } from '../../../platform/strapi';
import { entriesOf, findUsers } from '../../people/users/store';
import { queueMails, sendMailsSoon } from '../mail/record';

type Notice = { user: MailUser; to?: string; variables: MailVariables };

/** Mails stored at a time. */
const BATCH = 200;

const send = (strapi: Strapi, template: MailTemplateName, find: () => Promise<Notice[]>) =>
  afterAnswer(strapi, `the notice ${template} could not be sent`, async () => {
    for (const batch of inChunks(await find(), BATCH))
      await sendMailsSoon(
        strapi,
        batch.map((notice) => ({ template, ...notice })),
      );
  });

const circumstances = (strapi: Strapi) => ({ time: clock.now(), address: currentActor(strapi).ip });

export const noticePasswordChanged = (strapi: Strapi, adminUserIds: readonly number[]) => {
  const variables = circumstances(strapi);
  send(strapi, 'password-changed', async () =>
    (await entriesOf(strapi, adminUserIds)).map((user) => ({ user, variables })),
  );
};

export const noticeLocked = (
  strapi: Strapi,
  userIds: readonly number[],
  how: { isAutomatic: boolean; until: Date | null },
) => {
  const variables = { time: clock.now(), ...how };
  send(strapi, 'locked', async () => (await findUsers(strapi, userIds)).map((user) => ({ user, variables })));
};

/** For a user who has signed in before. */
export const noticeNewDevice = (
  strapi: Strapi,
  userId: number,
  { userAgent, address }: { userAgent: string | null; address: string | null },
) => {
  const variables = { time: clock.now(), address, client: userAgent && printable(userAgent) };
  send(strapi, 'new-device', async () =>
    (await findUsers(strapi, [userId])).map((user) => ({ user, variables })),
  );
};

/** About unfinished sign-ins, from browsers that the user has never signed in from. */
export const noticePasswordKnown = (strapi: Strapi, userId: number) => {
  const variables = circumstances(strapi);
  send(strapi, 'password-known', async () =>
    (await findUsers(strapi, [userId])).map((user) => ({ user, variables })),
  );
};

/** About a change of a second factor, with its name if it has one. */
export const noticeSecondFactor = (
  strapi: Strapi,
  template:
    'factor-added' | 'factor-removed' | 'mfa-reset' | 'trusted-devices-deleted' | 'recovery-code-used',
  userId: number,
  more: { factor?: string; codesLeft?: string } = {},
) => {
  const variables = { ...circumstances(strapi), ...more };
  send(strapi, template, async () =>
    (await findUsers(strapi, [userId])).map((user) => ({ user, variables })),
  );
};

/** Stored together with the mark that users were told, so that nobody is told twice, or never. */
export const noticeKeysExpiring = async (
  strapi: Strapi,
  keys: readonly { userId: number; description: string; expiresAt: Date | null }[],
) => {
  const byId = new Map(
    (
      await findUsers(
        strapi,
        keys.map(({ userId }) => userId),
      )
    ).map((user) => [user.id, user]),
  );
  const mails = keys.flatMap(({ userId, description, expiresAt }) => {
    const user = byId.get(userId);
    return user
      ? [{ template: 'api-key-expiring' as const, user, variables: { description, expiresAt } }]
      : [];
  });
  await queueMails(strapi, mails);
};

/** To both addresses: after a takeover, only the attacker would get the new one's. */
export const noticeEmailChanged = (
  strapi: Strapi,
  changes: readonly { adminUserId: number; from: string; to: string }[],
) => {
  const { time, address } = circumstances(strapi);
  send(strapi, 'email-changed', async () => {
    const entries = await entriesOf(
      strapi,
      changes.map(({ adminUserId }) => adminUserId),
    );
    const byAdminUser = new Map(entries.map((user) => [user.adminUserId, user]));
    return changes.flatMap(({ adminUserId, from: oldEmail, to: newEmail }) => {
      const user = byAdminUser.get(adminUserId);
      const variables = { time, address, oldEmail, newEmail };
      return user ? [oldEmail, newEmail].map((to) => ({ user, to, variables })) : [];
    });
  });
};
