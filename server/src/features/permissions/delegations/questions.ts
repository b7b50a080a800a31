/**
 * What projects ask, for sessions, keys and jobs of their own. Fails closed: the answer to an invalid
 * question, such as one without a user because nobody is signed in, is no.
 */

import { z } from 'zod';

import { id } from '../../../../../shared/contracts/contract';
import { isInForce, mayActFor, type Subject } from '../../../domain/delegation';
import { clock } from '../../../platform/clock';
import type { Strapi } from '../../../platform/strapi';
import { isUserKeptOut } from '../../people/users/shut-out';
import { entriesOf, findUser } from '../../people/users/store';
import { ownerOfToken } from '../../programs/api-keys/store';
import { dacGroupsHeldBy } from '../dac-groups/record';
import { isSuperAdmin } from '../roles/record';
import * as store from './store';

const userId = z.strictObject({ userId: id });
const adminUserId = z.strictObject({ adminUserId: id });
/** Strapi's id of the token behind an API-only user's key. */
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

const findSomebody = async (strapi: Strapi, somebody: SomebodyAsked) => {
  if ('userId' in somebody) return findUser(strapi, somebody.userId);
  const adminUserId =
    'apiTokenId' in somebody
      ? (await ownerOfToken(strapi, somebody.apiTokenId))?.adminUserId
      : somebody.adminUserId;
  const [entry] = adminUserId === undefined ? [] : await entriesOf(strapi, [adminUserId]);
  return entry ?? null;
};

/** Null also for users who are kept out: they act for nobody, not even for themselves. */
const findActor = async (strapi: Strapi, actor: SomebodyAsked) => {
  const user = await findSomebody(strapi, actor);
  return user && !(await isUserKeptOut(strapi, user.adminUserId)) ? user : null;
};

/** Null where the user does not exist. */
const findSubject = async (
  strapi: Strapi,
  subject: z.output<typeof canActForQuestion>['subject'],
): Promise<Subject | null> => {
  if ('dacGroup' in subject || 'resource' in subject) return subject;
  const user = await findSomebody(strapi, subject);
  return user && { userId: user.id, dacGroups: (await standingFor(strapi, user)).map(({ code }) => code) };
};

export const canActFor = async (strapi: Strapi, question: CanActForQuestion): Promise<boolean> => {
  const { data } = canActForQuestion.safeParse(question);
  const actor = data && (await findActor(strapi, data.actor));
  const subject = actor && (await findSubject(strapi, data.subject));
  if (!actor || !subject) return false;
  const delegations = await store.listOf(strapi, actor.id);
  const { purpose, at = clock.now() } = data;
  return mayActFor({ userId: actor.id, delegations }, subject, { purpose, at });
};

/** One for each delegation in force at that moment. Everybody may act for themselves, which is left out. */
export const listActableFor = async (strapi: Strapi, question: ActableForQuestion): Promise<ActableFor[]> => {
  const { data } = listQuestion.safeParse(question);
  const actor = data && (await findActor(strapi, data.actor));
  if (!actor) return [];
  const { purpose, at = clock.now() } = data;
  return (await store.listOf(strapi, actor.id))
    .filter((delegation) => isInForce(delegation, purpose, at))
    .flatMap(({ forUser, dacGroup, resource }): ActableFor[] => {
      if (forUser) return [{ userId: forUser.id, adminUserId: forUser.adminUserId }];
      if (dacGroup) return [{ dacGroup: dacGroup.code }];
      return resource === null ? [] : [{ resource }];
    });
};

/**
 * The DAC groups through which others may act for a user. None for super admins, who must be named: whoever
 * gives a delegation for a group cannot know who will hold it.
 */
export const standingFor = async (strapi: Strapi, user: { id: number; adminUserId: number }) =>
  (await isSuperAdmin(strapi, user.adminUserId)) ? [] : (await dacGroupsHeldBy(strapi, user.id)).data;
