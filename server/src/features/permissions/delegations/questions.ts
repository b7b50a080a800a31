import { z } from 'zod';

import { id } from '../../../../../shared/contracts/contract';
import { isInForce, mayActFor, type Subject } from '../../../domain/delegation';
import { clock } from '../../../platform/clock';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import type { createDelegationStore } from './store';

const userId = z.strictObject({ userId: id });
const adminUserId = z.strictObject({ adminUserId: id });
/** Strapi's id of the token that an API-only user's key is. */
const apiTokenId = z.strictObject({ apiTokenId: id });
const dacGroup = z.strictObject({ dacGroup: z.string() });
const resource = z.strictObject({ resource: z.string() });

const asked = {
  actor: z.union([adminUserId, userId, apiTokenId]),
  purpose: z.string().min(1),
  at: z.date().optional(),
};
const canActForQuestion = z.strictObject({
  ...asked,
  subject: z.union([userId, adminUserId, dacGroup, resource]),
});
const listQuestion = z.strictObject(asked);

type SomebodyAsked = z.output<typeof asked.actor>;
export type CanActForQuestion = z.input<typeof canActForQuestion>;
export type ActableForQuestion = z.input<typeof listQuestion>;
export type ActableFor =
  { userId: number; adminUserId: number } | { dacGroup: string } | { resource: string };

/**
 * What projects ask, of sessions, keys and jobs of theirs. Fails closed: a question that is not one, such as of nobody
 * because nobody is signed in, is answered with no.
 */
export const createQuestions = (strapi: Strapi, store: ReturnType<typeof createDelegationStore>) => {
  const users = () => getService(strapi, 'users');

  const findUser = async (somebody: SomebodyAsked) => {
    if ('userId' in somebody) return users().find(somebody.userId);
    const adminUserId =
      'apiTokenId' in somebody
        ? (await getService(strapi, 'apiKeys').ownerOf(somebody.apiTokenId))?.adminUserId
        : somebody.adminUserId;
    const [entry] = adminUserId === undefined ? [] : await users().entriesOf([adminUserId]);
    return entry ?? null;
  };

  /** Null for who may not come in, too: they act for nobody, not even for themself. */
  const findActor = async (actor: SomebodyAsked) => {
    const user = await findUser(actor);
    return user && !(await users().isKeptOut(user.adminUserId)) ? user : null;
  };

  /** Null where the user does not exist. */
  const findSubject = async (
    subject: z.output<typeof canActForQuestion>['subject'],
  ): Promise<Subject | null> => {
    if ('dacGroup' in subject || 'resource' in subject) return subject;
    const user = await findUser(subject);
    return user && { userId: user.id, dacGroups: (await standingFor(strapi, user)).map(({ code }) => code) };
  };

  return {
    async canActFor(question: CanActForQuestion): Promise<boolean> {
      const { data } = canActForQuestion.safeParse(question);
      const actor = data && (await findActor(data.actor));
      const subject = actor && (await findSubject(data.subject));
      if (!actor || !subject) return false;
      const delegations = await store.listOf(actor.id);
      const { purpose, at = clock.now() } = data;
      return mayActFor({ userId: actor.id, delegations }, subject, { purpose, at });
    },

    /** By each delegation that holds at that moment; without themself, for whom everybody acts. */
    async listActableFor(question: ActableForQuestion): Promise<ActableFor[]> {
      const { data } = listQuestion.safeParse(question);
      const actor = data && (await findActor(data.actor));
      if (!actor) return [];
      const { purpose, at = clock.now() } = data;
      return (await store.listOf(actor.id))
        .filter((delegation) => isInForce(delegation, purpose, at))
        .flatMap(({ forUser, dacGroup, resource }): ActableFor[] => {
          if (forUser) return [{ userId: forUser.id, adminUserId: forUser.adminUserId }];
          if (dacGroup) return [{ dacGroup: dacGroup.code }];
          return resource === null ? [] : [{ resource }];
        });
    },
  };
};

/**
 * The DAC groups that stand for a user. None does for a super admin, who is named: whoever gives a delegation for a
 * group cannot know who will hold it.
 */
export const standingFor = async (strapi: Strapi, user: { id: number; adminUserId: number }) =>
  (await getService(strapi, 'roles').isSuperAdmin(user.adminUserId))
    ? []
    : (await getService(strapi, 'dacGroups').heldBy(user.id)).data;
