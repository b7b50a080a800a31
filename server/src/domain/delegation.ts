/** Whom or what one user may act for, for what purpose, and when. One of the three subjects is set. */
export type DelegationFacts = {
  forUserId: number | null;
  /** The code of a DAC group: applies to every holder. */
  forDacGroup: string | null;
  resource: string | null;
  /** Null: for everything. */
  purpose: string | null;
  validFrom: Date;
  /** Null: until it is ended. */
  validTo: Date | null;
};

/** Whom or what somebody wants to act for. */
export type Subject =
  /** `dacGroups`: codes of the groups whose delegations cover the user. */
  { userId: number; dacGroups: readonly string[] } | { dacGroup: string } | { resource: string };

type Dates = Pick<DelegationFacts, 'validFrom' | 'validTo'>;

/** Both ends are inclusive. */
export const stateOf = ({ validFrom, validTo }: Dates, at: Date) => {
  if (at < validFrom) return 'to-come';
  return validTo !== null && at > validTo ? 'over' : 'in-force';
};

/** Whether it applies to the purpose at that moment. */
export const isInForce = (delegation: DelegationFacts, purpose: string, at: Date) =>
  (delegation.purpose === null || delegation.purpose === purpose) && stateOf(delegation, at) === 'in-force';

const covers = ({ forUserId, forDacGroup, resource }: DelegationFacts, subject: Subject) => {
  if ('resource' in subject) return resource === subject.resource;
  if ('dacGroup' in subject) return forDacGroup === subject.dacGroup;
  return forUserId === subject.userId || (forDacGroup !== null && subject.dacGroups.includes(forDacGroup));
};

/**
 * Whether a user who may come in may act for the subject. Everybody may act for themself. Delegations are not
 * transitive: acting for somebody does not include what they may act for.
 */
export const mayActFor = (
  actor: { userId: number; delegations: readonly DelegationFacts[] },
  subject: Subject,
  { purpose, at }: { purpose: string; at: Date },
) =>
  ('userId' in subject && subject.userId === actor.userId) ||
  actor.delegations.some((one) => covers(one, subject) && isInForce(one, purpose, at));
