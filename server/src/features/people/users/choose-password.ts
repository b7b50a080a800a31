import { actorFrom } from '../../../platform/actor';
import { tellPasswordSet } from '../../../platform/native-audit';
import { passwordsOf } from '../../../platform/passwords';
import type { Strapi } from '../../../platform/strapi';
import { inOneEntry, recordChange } from '../../activity/log/record';
import { withChosen } from '../../sign-in/password-policy/chosen-password';
import { assertAcceptablePassword } from '../../sign-in/password-policy/record';
import { findForUpdate } from './record';
import { findUser } from './store';

/** What allows choosing a password: a link or a step of the sign-in. Neither works twice. */
type Chosen = {
  password: string;
  /** Runs in the transaction that sets the password. False: it was used before. */
  useUp: () => Promise<boolean>;
  loggedAs: 'invitation-accepted' | 'password-reset' | 'password-chosen';
  /** Strapi's own way to set it; without one, the hash is written to Strapi's record directly. */
  set?: () => Promise<unknown>;
  ip: string | null;
};

export type Whose = { adminUserId: number; email: string };

// Call before the transaction, which must not stay open while hashing.
export const hashOf = (strapi: Strapi, password: string) => passwordsOf(strapi).hash(password);

export const write = async (strapi: Strapi, { adminUserId, email }: Whose, hash: string) => {
  await strapi.db.query('admin::user').update({
    where: { id: adminUserId },
    data: { password: hash, resetPasswordToken: null, resetPasswordTokenExpiresAt: null },
  });
  tellPasswordSet(strapi, { id: adminUserId, email });
};

/** For a password chosen by its owner. A refused password uses up neither link nor step. */
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
    // Last: Strapi notifies others at once, and a later failure would undo what they were told.
    if (set) await withChosen({ password, hash, ownerId: user.adminUserId }, set);
    else await write(strapi, user, hash);
    return true;
  });
};
