import type { MailTemplateName } from '../../../../../shared/constants';
import type { MailUser, MailVariables } from '../../../domain/mail-values';
import { printable } from '../../../domain/printable';
import { currentActor } from '../../../platform/actor';
import { afterwards } from '../../../platform/afterwards';
import { clock } from '../../../platform/clock';
import { inChunks } from '../../../platform/database';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

type Notice = { user: MailUser; to?: string; variables: MailVariables };

/** Mails written down at a time. */
const BATCH = 200;

/**
 * Mails that tell users what was done to their account. They begin when it is committed and the answer has left, so that
 * they neither delay, nor fail, nor give away what they tell about.
 */
export const noticesService = ({ strapi }: { strapi: Strapi }) => {
  const users = () => getService(strapi, 'users');

  const send = (template: MailTemplateName, find: () => Promise<Notice[]>) =>
    afterwards(strapi, `the notice ${template} could not be sent`, async () => {
      for (const batch of inChunks(await find(), BATCH))
        await getService(strapi, 'mail').sendSoon(batch.map((notice) => ({ template, ...notice })));
    });

  const circumstances = () => ({ time: clock.now(), address: currentActor(strapi).ip });

  return {
    passwordChanged(adminUserIds: readonly number[]) {
      const variables = circumstances();
      send('password-changed', async () =>
        (await users().entriesOf(adminUserIds)).map((user) => ({ user, variables })),
      );
    },

    locked(userIds: readonly number[], how: { isAutomatic: boolean; until: Date | null }) {
      const variables = { time: clock.now(), ...how };
      send('locked', async () => (await users().findMany(userIds)).map((user) => ({ user, variables })));
    },

    /** Of somebody who has signed in before. */
    newDevice(userId: number, { userAgent, address }: { userAgent: string | null; address: string | null }) {
      const variables = { time: clock.now(), address, client: userAgent && printable(userAgent) };
      send('new-device', async () => (await users().findMany([userId])).map((user) => ({ user, variables })));
    },

    /** Of steps of sign-ins that nobody has finished, from browsers that the user has never signed in from. */
    passwordKnown(userId: number) {
      const variables = circumstances();
      send('password-known', async () =>
        (await users().findMany([userId])).map((user) => ({ user, variables })),
      );
    },

    /** What became of a second factor, with its name where it has one. */
    secondFactor(
      template:
        'factor-added' | 'factor-removed' | 'mfa-reset' | 'trusted-devices-deleted' | 'recovery-code-used',
      userId: number,
      more: { factor?: string; codesLeft?: string } = {},
    ) {
      const variables = { ...circumstances(), ...more };
      send(template, async () => (await users().findMany([userId])).map((user) => ({ user, variables })));
    },

    /** Written down with the mark that they were told, so that nobody is told twice, or never. */
    async keysExpiring(keys: readonly { userId: number; description: string; expiresAt: Date | null }[]) {
      const byId = new Map(
        (await users().findMany(keys.map(({ userId }) => userId))).map((user) => [user.id, user]),
      );
      const mails = keys.flatMap(({ userId, description, expiresAt }) => {
        const user = byId.get(userId);
        return user
          ? [{ template: 'api-key-expiring' as const, user, variables: { description, expiresAt } }]
          : [];
      });
      await getService(strapi, 'mail').queueMany(mails);
    },

    /** To both: whoever took the account over would get the other alone. */
    emailChanged(changes: readonly { adminUserId: number; from: string; to: string }[]) {
      const { time, address } = circumstances();
      send('email-changed', async () => {
        const entries = await users().entriesOf(changes.map(({ adminUserId }) => adminUserId));
        const byAdminUser = new Map(entries.map((user) => [user.adminUserId, user]));
        return changes.flatMap(({ adminUserId, from: oldEmail, to: newEmail }) => {
          const user = byAdminUser.get(adminUserId);
          const variables = { time, address, oldEmail, newEmail };
          return user ? [oldEmail, newEmail].map((to) => ({ user, to, variables })) : [];
        });
      });
    },
  };
};

declare module '../../../platform/services' {
  interface Services {
    notices: ReturnType<typeof noticesService>;
  }
}
