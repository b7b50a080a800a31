/** What a new password must satisfy, and what happens to the old one. */

import { MAX_PASSWORD_BYTES, MAX_TYPED_PASSWORD, PLUGIN_ID } from '../../../../../shared/constants';
import type { PasswordRules } from '../../../../../shared/contracts/me';
import {
  checkPassword,
  type Criterion,
  ownWordsOf,
  PASSWORD_CRITERIA,
  type WordSources,
} from '../../../../../shared/password-criteria';
import { type Refusal, refuse } from '../../../../../shared/refusals';
import type { Config } from '../../../config';
import { clock } from '../../../platform/clock';
import { inChunks } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { passwordsOf } from '../../../platform/passwords';
import { projectOf } from '../../../platform/project';
import type { Strapi } from '../../../platform/strapi';
import { freshPasswords } from '../../people/users/entries';
import { currentPolicy } from '../../settings/policy/record';
import { whyCommon } from './blocklist';
import { isBreached } from './breach';
import { randomPassword } from './generate';
import { messageOf } from './messages';
import * as store from './store';
import { type Retired, USERS_A_STATEMENT } from './store';
import { strapisPolicy } from './strapis-policy';

/** The user the password is for; without an id, one who is still being created. */
export type PasswordOwner = WordSources & { adminUserId: number | null };

type Missed = Pick<Criterion, 'name' | 'value'> & { why?: Refusal };

const GENERATED_LENGTH = 20;
/** A policy that refuses this many random passwords, each longer than the last, accepts none. */
const GENERATED_TRIES = 60;

export const passwordRulesFor = async (strapi: Strapi, user: WordSources | null): Promise<PasswordRules> => {
  const { maxAgeDays: _age, temporaryHours: _temporary, ...policy } = (await currentPolicy(strapi)).password;
  const project = projectOf(strapi).names.join(' ');
  return { policy, ownWords: policy.ownWords ? ownWordsOf(user ?? {}, project) : [] };
};

/** The cheap checks, which generated passwords go through too. */
const missedAtOnce = (
  strapi: Strapi,
  password: string,
  user: WordSources | null,
  rules: PasswordRules,
): Missed[] => {
  const missed: Missed[] = checkPassword(password, rules.policy, rules).filter(
    ({ isMet }) => isMet === false,
  );
  const { names, url } = projectOf(strapi);
  const why =
    rules.policy.blocklist && whyCommon(password, ownWordsOf(user ?? {}, [...names, url].join(' ')));
  return why ? [...missed, { name: 'blocklist', why: refuse(why) }] : missed;
};

const isUsedBefore = async (strapi: Strapi, password: string, adminUserId: number, history: number) => {
  for (const hash of await store.latest(strapi, adminUserId, history))
    if (await passwordsOf(strapi).compare(password, hash)) return true;
  return false;
};

const isStolen = async (strapi: Strapi, password: string) => {
  const { passwords } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  try {
    return await isBreached(password, passwords.breachLookupUrl);
  } catch (error) {
    // Fails open: a third-party outage must not keep users from choosing a password.
    strapi.log.warn(
      `[gatehouse] a new password was accepted without asking about data breaches (fails open): ${String(error)}`,
    );
    return false;
  }
};

/** Runs the expensive checks only if the cheap ones pass. */
const missedBy = async (strapi: Strapi, password: string, user: PasswordOwner | null): Promise<Missed[]> => {
  const rules = await passwordRulesFor(strapi, user);
  // Requests that bypass our forms may send anything; a password this long isn't checked any further.
  if (password.length > MAX_TYPED_PASSWORD) return [{ name: 'maxBytes', value: MAX_PASSWORD_BYTES }];
  const { history, breachLookup } = rules.policy;
  const missed = missedAtOnce(strapi, password, user, rules);
  if (missed.length > 0) return missed;
  if (history > 0 && user?.adminUserId && (await isUsedBefore(strapi, password, user.adminUserId, history)))
    return [{ name: 'history', value: history }];
  return breachLookup && (await isStolen(strapi, password)) ? [{ name: 'breachLookup' }] : [];
};

/** Throws the criteria that the password fails, as errors of the field. */
export const assertAcceptablePassword = async (
  strapi: Strapi,
  password: string,
  { user, field }: { user: PasswordOwner | null; field: string },
): Promise<void> => {
  // bcrypt would stop reading here.
  if (password.includes('\u0000')) throw fieldError('VALIDATION', field, refuse('control-characters'));
  const missed = [
    ...(await missedBy(strapi, password, user)).map(({ why, ...criterion }) => ({
      message: why?.refused ?? messageOf(criterion),
      code: PASSWORD_CRITERIA[criterion.name] as string,
      ...(why && { reason: why.reason }),
    })),
    ...(await strapisPolicy(strapi).missedBy(password)).map((message) => ({
      message,
      code: 'STRAPI_POLICY',
    })),
  ];
  if (missed.length === 0) return;
  throw new GatehouseError('PASSWORD_POLICY', {
    message: `The password ${missed.map(({ message }) => message).join(', ')}`,
    errors: missed.map((problem) => ({ path: [field], ...problem })),
  });
};

/** A random password that fits the policy. @throws NO_PASSWORD_FITS */
export const generatePassword = async (strapi: Strapi, user: WordSources | null = null): Promise<string> => {
  const rules = await passwordRulesFor(strapi, user);
  const shortest = Math.max(GENERATED_LENGTH, rules.policy.minLength);
  // Longer each time, as Strapi's own policy may require more than ours.
  for (let more = 0; more < GENERATED_TRIES; more += 1) {
    const password = randomPassword(Math.min(shortest + more, MAX_PASSWORD_BYTES));
    const isAcceptable = missedAtOnce(strapi, password, user, rules).length === 0;
    if (isAcceptable && (await strapisPolicy(strapi).missedBy(password)).length === 0) return password;
  }
  throw new GatehouseError('NO_PASSWORD_FITS');
};

/** Records password changes in the current transaction; the users no longer have to choose one. */
export const recordPasswordChanges = async (
  strapi: Strapi,
  adminUserIds: readonly number[],
  replaced: readonly Retired[],
) => {
  await store.retire(strapi, replaced, clock.now());
  for (const ids of inChunks(adminUserIds, USERS_A_STATEMENT)) {
    await store.markChanged(strapi, ids, clock.now());
    await freshPasswords(strapi, ids);
  }
};

export const markExpiredPasswords = async (strapi: Strapi) => {
  const { password } = await currentPolicy(strapi);
  await store.markExpired(strapi, password, clock.now());
};

/** Whether Strapi has its own policy, but with an unknown API. */
export const isStrapisPolicyUnknown = (strapi: Strapi) => strapisPolicy(strapi).isUnknown;
