import { emitAudit } from '@strapi/utils';

import { afterCommit } from './database';
import { loadedModule } from './loaded-files';
import type { Strapi } from './strapi';

type Native = { id: number; email?: string | null };
type On = { strapi: Strapi };
/**
 * How Strapi's audit log is told about users since 5.56 (admin/server/src/audit-logs/admin-users.ts): it no
 * longer listens to `user.update` and the like. Any of these may be missing in another version.
 */
type Words = Partial<{
  emitAdminUserUpdateAudits: (
    on: On,
    change: { previous: Native | null; updated: Native; attributes: object },
  ) => Promise<void>;
  emitAdminUserDeleted: (on: On, user: Native) => Promise<void>;
  AUDITED_EVENTS: { PASSWORD_RESET_CREATE?: string };
}>;

const FILE = '@strapi/admin/dist/server/server/src/audit-logs/admin-users.js';

/** Looked up once, as there are thousands of modules; undefined: not yet. */
let found: Words | null | undefined;
/** Null if the running Strapi has no such log. */
const words = (): Words | null => {
  if (found === undefined) found = loadedModule(FILE);
  return found;
};

export const hasNativeAudit = () => words() !== null;

/** After the commit, so that nothing rolled back is reported. Fails open, as Strapi's own do. */
const tell = (strapi: Strapi, say: (known: Words) => Promise<void> | undefined) => {
  const known = words();
  if (!known) return;
  const sayIt = async () => say(known);
  afterCommit(strapi, () => {
    sayIt().catch((error: unknown) =>
      strapi.log.error("[gatehouse] Strapi's audit log could not be told", error),
    );
  });
};

/** Reports users that Gatehouse changed without Strapi's service, as they were and as they are. */
export const tellUsersChanged = (
  strapi: Strapi,
  before: readonly Native[],
  after: readonly Native[],
  attributes: object,
) => {
  const known = new Map(before.map((user) => [user.id, user]));
  for (const updated of after)
    tell(strapi, ({ emitAdminUserUpdateAudits: emit }) =>
      emit?.({ strapi }, { previous: known.get(updated.id) ?? null, updated, attributes }),
    );
};

export const tellUsersDeleted = (strapi: Strapi, users: readonly Native[]) => {
  for (const user of users) tell(strapi, ({ emitAdminUserDeleted: emit }) => emit?.({ strapi }, user));
};

/** A password was set or removed without Strapi's service. */
export const tellPasswordSet = (strapi: Strapi, { id, email }: Native) =>
  tellUsersChanged(strapi, [], [{ id, email }], { password: '' });

/** A link to reset the password was made, in place of Strapi's token. */
export const tellResetMade = (strapi: Strapi, { id, email }: Native, expiresAt: Date) =>
  tell(strapi, ({ AUDITED_EVENTS: events }) =>
    events?.PASSWORD_RESET_CREATE === undefined
      ? undefined
      : emitAudit({ strapi }, events.PASSWORD_RESET_CREATE, { userId: id, email, expiresAt }),
  );
