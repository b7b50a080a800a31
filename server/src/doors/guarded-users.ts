import type { LogAction } from '../../../shared/log/actions';
import {
  assertMayChangeNative,
  assertMayRemoveAll,
  isAnyUserPrivileged,
} from '../features/people/users/guards';
import { entriesOf, holdUser } from '../features/people/users/store';
import type { StoredUser } from '../features/people/users/user-row';
import { holdLicences } from '../features/permissions/licences/store';
import { holdSuperAdmins } from '../features/permissions/roles/record';
import { currentSessionId, personOf } from '../platform/actor';
import { fieldError } from '../platform/errors';
import { type Asked, type Attributes, guardedBy, idsIn } from './guarded';
import { settingPassword } from './password-setting';

type Entry = StoredUser;

const aboutUser = ({ id, userName }: Entry) => ({ kind: 'user', id, name: userName }) as const;

const deleting = (idsOf: (asked: Asked) => number[]) =>
  guardedBy<Entry[]>({
    async find(asked) {
      // Locked first, so that two admins who delete each other at once do so one after the other.
      await holdSuperAdmins(asked.strapi);
      return entriesOf(asked.strapi, idsOf(asked));
    },
    guard: ({ strapi, actor }, users) => assertMayRemoveAll(strapi, users, actor),
    isStepUpDue: async ({ strapi }, users) => users.length > 1 || isAnyUserPrivileged(strapi, users),
    log: async ({ actor }, users) =>
      users.map(({ id, userName }) => ({
        about: { kind: 'user', id, name: userName },
        action: 'deleted',
        changes: null,
        actor,
      })),
  });

export const deleteUser = deleting(({ id }) => [Number(id)]);
export const deleteUsers = deleting((asked) => idsIn(asked, 'ids'));

/** Granting of roles, step-up included, is checked where the record is made (native-user-changes.ts). */
export const createUser = guardedBy<unknown>({
  hasNames: true,
  // Before Strapi looks the address up: a transaction's first plain read fixes the seats MariaDB counts.
  find: ({ strapi }) => holdLicences(strapi),
  async log({ strapi, ctx, actor }) {
    const { data } = ctx.body as { data: { id: number } };
    const [user] = await entriesOf(strapi, [data.id]);
    const { email, roleNames } = user ?? {};
    const changes = { email: { before: null, after: email }, roleNames: { before: null, after: roleNames } };
    return user ? [{ about: aboutUser(user), action: 'created', changes, actor }] : [];
  },
});

/** Logs only the password; followers of Strapi's records log all other changes. */
export const updateUser = guardedBy<Entry | null>({
  hasNames: true,
  async find({ strapi, id, body }) {
    // Locks in the same order as our own changes of users.
    if (body.roles !== undefined || body.isActive) await holdLicences(strapi);
    await holdSuperAdmins(strapi);
    const [user] = await entriesOf(strapi, [Number(id)]);
    return user ? holdUser(strapi, user.id) : null;
  },
  async guard(asked, user) {
    if (!user) return;
    const { strapi, actor, body } = asked;
    const roleIds = body.roles === undefined ? null : idsIn(asked, 'roles');
    const change = { isActive: body.isActive !== false, roleIds };
    await assertMayChangeNative(strapi, user, change, actor);
  },
  isStepUpDue: async ({ body }, user) => body.password !== undefined || isOther(body.email, user?.email),
  log: async ({ body, actor }, user) =>
    user && body.password !== undefined
      ? [{ about: aboutUser(user), action: 'password-set', changes: null, actor }]
      : [],
  // Checking a password may ask another server, which must not happen inside a transaction.
  around: ({ strapi, id, body }, work) => settingPassword(strapi, Number(id), body, work),
});

/** Only managers of users change their own e-mail address and user name: these decide password resets. */
export const updateMe = guardedBy<{ user: Entry | undefined; changed: string[] }>({
  hasNames: true,
  async find({ strapi, ctx, actor, body }) {
    const { email, username } = ctx.state.user as Attributes;
    const [user] = await entriesOf(strapi, [personOf(actor)]);
    const changed = [
      ...(isOther(body.email, email) ? ['email'] : []),
      ...(isOther(body.username, username) ? ['username'] : []),
    ];
    return { user, changed };
  },
  async guard({ actor }, { changed: [changed] }) {
    if (changed === undefined) return;
    if (!actor.can('users.update') && !actor.holds('admin::users.update'))
      throw fieldError('NOT_PERMITTED', changed);
  },
  isStepUpDue: async (_, { changed }) => changed.length > 0,
  log: async ({ body, actor }, { user }) =>
    user && typeof body.password === 'string'
      ? [{ about: aboutUser(user), action: 'password-changed', changes: null, actor }]
      : [],
  // Each wrong password is counted in a commit of its own.
  isWithoutTransaction: true,
});

/** For Strapi's page of one's own sessions, which ours replaces; ending the current one needs no step-up. */
const endingOwn = (action: LogAction, isPresent: (asked: Asked) => boolean) =>
  guardedBy<Entry[]>({
    find: ({ strapi, actor }) => entriesOf(strapi, [personOf(actor)]),
    isStepUpDue: async (asked) => !isPresent(asked),
    log: async ({ actor }, users) =>
      users.map((user) => ({ about: aboutUser(user), action, changes: null, actor })),
  });

export const endSession = endingOwn('session-ended', ({ strapi, ctx }) => {
  const { sessionId } = ctx.params as { sessionId?: string };
  return sessionId !== undefined && sessionId === currentSessionId(strapi);
});
export const endSessions = endingOwn('sessions-ended', () => false);

/** Strapi's pages send unchanged fields too. */
const isOther = (wanted: unknown, present: unknown) =>
  wanted !== undefined && String(wanted ?? '').toLowerCase() !== String(present ?? '').toLowerCase();
