import type { z } from 'zod';

import { REASON_MESSAGES } from '../../../shared/constants';
import type { explainAccess } from '../../../shared/contracts/access';
import { afterPassword, beforePassword, decide, explain, onEveryRequest } from '../domain/decide';
import { findUser } from '../features/people/users/store';
import { assertSeesUser } from '../features/permissions/scope/record';
import { currentPolicy } from '../features/settings/policy/record';
import { isAddressUsedUp } from '../features/sign-in/throttle/record';
import type { Actor } from '../platform/actor';
import { GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { loadFacts } from './facts';

type Question = z.output<typeof explainAccess.body>;

/**
 * "Who could sign in?": what the doors would answer, rule by rule, from the same facts and rules. Takes no
 * try and records nothing.
 */
export const explainAccessOf = async (
  strapi: Strapi,
  { user: id, ip, at, realm }: Question,
  actor: Actor,
) => {
  await assertSeesUser(strapi, id, actor);
  const user = await findUser(strapi, id);
  if (!user) throw new GatehouseError('NOT_FOUND');
  const policy = await currentPolicy(strapi);
  const isThrottled = await isAddressUsedUp(strapi, ip, policy.throttle);
  const moment = at && { at: new Date(at) };
  const facts = await loadFacts(strapi, { realm, user, address: ip, isThrottled, policy, ...moment });
  const rules = realm === 'panel' ? [...beforePassword, ...afterPassword] : onEveryRequest;
  const { outcome, reason } = decide(rules, facts);
  return {
    data: {
      decision: { outcome, reason, message: outcome === 'allow' ? 'May come in' : REASON_MESSAGES[reason] },
      rules: explain(rules, facts).map(({ until, ...answer }) => ({
        ...answer,
        until: until?.toISOString() ?? null,
        message: answer.outcome === 'pass' ? 'Nothing against it' : REASON_MESSAGES[answer.reason],
      })),
    },
  };
};
