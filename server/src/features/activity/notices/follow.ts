import { followChanges } from '../../../platform/follow-changes';
import type { Strapi } from '../../../platform/strapi';
import { noticeEmailChanged, noticePasswordChanged } from './record';

type Credentials = { id: number; email: string; password: string | null };
type Event = {
  params: { where?: unknown; data?: { password?: unknown; email?: unknown } };
  state: { before?: Credentials[] };
};

const USER = 'admin::user';

/**
 * Tells users of every new password and every new e-mail address, whoever changes it and by whatever way:
 * Strapi's pages, its commands, a link in a mail, Gatehouse. A user's first password does not count.
 */
export const followCredentials = (strapi: Strapi) => {
  const read = async (where: unknown): Promise<Credentials[]> =>
    strapi.db.query(USER).findMany({ where: where as object, select: ['id', 'email', 'password'] });

  const remember = async (event: Event) => {
    const { data } = event.params;
    const isConcerned = data?.password !== undefined || data?.email !== undefined;
    event.state = { before: isConcerned ? await read(event.params.where) : [] };
  };

  const tell = async ({ state: { before = [] } }: Event) => {
    if (before.length === 0) return;
    const now = new Map(
      (await read({ id: { $in: before.map(({ id }) => id) } })).map((user) => [user.id, user]),
    );
    const changed = before.flatMap((old) => {
      const user = now.get(old.id);
      return user ? [{ old, user }] : [];
    });
    const passwords = changed.filter(
      ({ old, user }) => old.password && user.password && old.password !== user.password,
    );
    const emails = changed.filter(({ old, user }) => old.email.toLowerCase() !== user.email.toLowerCase());
    if (passwords.length > 0)
      noticePasswordChanged(
        strapi,
        passwords.map(({ user }) => user.id),
      );
    if (emails.length > 0)
      noticeEmailChanged(
        strapi,
        emails.map(({ old, user }) => ({ adminUserId: user.id, from: old.email, to: user.email })),
      );
  };

  followChanges(strapi, {
    models: [USER],
    beforeUpdate: remember,
    afterUpdate: tell,
    beforeUpdateMany: remember,
    afterUpdateMany: tell,
  });
};
