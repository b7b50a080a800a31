import { statusOf } from '../../../domain/status';
import { systemActor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { actOnUser } from '../../people/users/actions/act';
import { makeEnrolCode, resetMfa } from '../../people/users/actions/second-factor';
import { findUserByLoginName } from '../../people/users/store';
import { rolesOf } from '../../permissions/roles/record';
import { clearIpRules } from '../../sign-in/ip-rules/actions';
import { listIpRulesFor } from '../../sign-in/ip-rules/record';
import { mfaStateOf } from '../../sign-in/mfa/record';

/** May do anything: whoever has the server's shell has the database too. What they do is still recorded. */
const COMMAND_LINE = systemActor('Command line');

/** The commands of `npx gatehouse`. Each returns the lines to print, and throws with a readable message. */
export const breakGlassService = ({ strapi }: { strapi: Strapi }) => {
  const find = async (name: string) => {
    const user = await findUserByLoginName(strapi, name.toLowerCase());
    if (!user) throw new Error(`nobody signs in as ${name}`);
    return user;
  };

  const status = async (name: string): Promise<string[]> => {
    const user = await find(name);
    const roles = (await rolesOf(strapi, [user.adminUserId])).get(user.adminUserId) ?? [];
    const rules = await listIpRulesFor(strapi, { userId: user.id, roleIds: roles.map(({ id }) => id) });
    return [
      `${user.userName} (${user.email}): ${statusOf(user, clock.now())}`,
      ...(user.lock === 'none'
        ? []
        : [
            `locked: ${user.lock}, ${user.lockedReason ?? 'no reason given'}, until ${user.lockedUntil?.toISOString() ?? 'unlocked'}`,
          ]),
      ...(user.mfaEnabled ? ['second factor: set up'] : []),
      ...(user.mfaSetupDue ? ['second factor: to be set up at the next sign-in'] : []),
      `failed tries: ${user.failedTries}; last sign-in: ${user.lastLoginAt?.toISOString() ?? 'never'}`,
      `roles: ${roles.map(({ id, name: role }) => `${role} (role:${id})`).join(', ') || 'none'}`,
      ...(rules.length === 0
        ? ['IP rules: none']
        : rules.map(({ target, range }) => `IP rule for ${target}: ${range}`)),
    ];
  };

  const act = async (name: string, action: 'unlock' | 'enable') => {
    await actOnUser(strapi, (await find(name)).id, { action }, COMMAND_LINE);
    return status(name);
  };

  return {
    status,
    unlock: (name: string) => act(name, 'unlock'),
    enable: (name: string) => act(name, 'enable'),

    async resetMfa(name: string): Promise<string[]> {
      const { id } = await find(name);
      await resetMfa(strapi, id, {}, COMMAND_LINE);
      const lines = await status(name);
      const { enrolProofs } = (await mfaStateOf(strapi, id)).data;
      if (!enrolProofs.includes('admin-code')) return lines;
      const { code, expiresAt } = (await makeEnrolCode(strapi, id, {}, COMMAND_LINE)).data;
      return [...lines, `code to set up another one with, until ${expiresAt}: ${code}`];
    },

    /** @param whose an e-mail address or user name, `everyone`, or `role:<id>` */
    async clearRules(whose: string): Promise<string[]> {
      const isShared = whose === 'everyone' || /^role:\d+$/.test(whose);
      const target = isShared ? whose : `user:${(await find(whose)).id}`;
      const removed = await clearIpRules(strapi, target, COMMAND_LINE);
      return [
        `removed ${removed.length} IP rule(s) for ${whose}${removed.length > 0 ? `: ${removed.join(', ')}` : ''}`,
      ];
    },
  };
};
