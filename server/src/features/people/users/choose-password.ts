import { actorFrom } from '../../../platform/actor';
import { tellPasswordSet } from '../../../platform/native-audit';
import { passwordsOf } from '../../../platform/passwords';
import type { Strapi } from '../../../platform/strapi';
import { inOneEntry, recordChange } from '../../activity/log/record';
import { withChosen } from '../../sign-in/password-policy/chosen-password';
import { assertAcceptablePassword } from '../../sign-in/password-policy/record';
import { findForUpdate } from './record';
import { findUser } from './store';

/** What a password is chosen with: a link or a step of the sign-in. Neither works twice. */
type Chosen = {
  password: string;
  /** In the transaction that sets the password. False: it has been used. */
  useUp: () => Promise<boolean>;
  loggedAs: 'invitation-accepted' | 'password-reset' | 'password-chosen';
  /** Strapi's own way to set it; none: it is written into Strapi's record as it is. */
  set?: () => Promise<unknown>;
  ip: string | null;
};

export type Whose = { adminUserId: number; email: string };

// Before the transaction, which must not be held open while the hash is made.
export const hashOf = (strapi: Strapi, password: string) => passwordsOf(strapi).hash(password);

export const write = async (strapi: Strapi, { adminUserId, email }: Whose, hash: string) => {
  await strapi.db.query('admin::user').update({
    where: { id: adminUserId },
    data: { password: hash, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
  });
  tellPasswordSet(strapi, { id: adminUserId, email });
};

/** By whom it belongs to. A password that is refused leaves what it was chosen with as it was. */
export const choosePassword = async (
  strapi: Strapi,
  id: number,
  { password, useUp, loggedAs, set, ip }: Chosen,
): Promise<boolean> => {
  const user = await findUser(strapi, id);
  if (!user) return false;
  await assertAcceptablePassword(strapi, password, { user, field: 'password' });
  const hash = await hashOf(strapi, password);
  return inOneEntry(strapi, async () => {
    await findForUpdate(strapi, id);
    if (!(await useUp())) return false;
    const actor = actorFrom({ ...user, id: user.adminUserId }, undefined, ip);
    const about = { kind: 'user', id, name: user.userName } as const;
    await recordChange(strapi, { about, action: loggedAs, changes: null, actor });
    // Last: Strapi tells others of it at once, and what came after could undo what they have been told.
    if (set) await withChosen({ password, hash, ownerId: user.adminUserId }, set);
    else await write(strapi, user, hash);
    return true;
  });
};
