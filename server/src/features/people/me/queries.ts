import { type Actor, personOf } from '../../../platform/actor';
import type { Strapi } from '../../../platform/strapi';
import { passwordRulesFor } from '../../sign-in/password-policy/record';
import { entryOf } from '../users/entries';
import { getUser } from '../users/queries';

/** Credentials that require choosing a new password before anything else. */
const MUST_CHANGE: readonly string[] = ['must-change', 'expired'];

export const ownUser = (strapi: Strapi, actor: Actor) => entryOf(strapi, personOf(actor));

export const getOwnUser = async (strapi: Strapi, actor: Actor) => {
  const user = await ownUser(strapi, actor);
  const { data } = await getUser(strapi, user.id);
  return {
    data: {
      ...data,
      mustChangePassword: MUST_CHANGE.includes(user.credential),
      passwordChangedAt: user.passwordChangedAt?.toISOString() ?? null,
      passwordRules: await passwordRulesFor(strapi, user),
    },
  };
};
