import type { Reason } from '../../../shared/constants';
import { entryOf } from '../features/people/users/entries';
import { currentPolicy } from '../features/settings/policy/record';
import { poolOf } from '../features/sign-in/devices/known-browser';
import { countFailedTry, takePasswordTry } from '../features/sign-in/lockout/record';
import { giveTryBack } from '../features/sign-in/lockout/store';
import { takeMfaCode } from '../features/sign-in/mfa/factors';
import { recordStepUp, steppedUpAtOf } from '../features/sign-in/sessions/record';
import { type Actor, currentSessionId, personOf } from '../platform/actor';
import { clock } from '../platform/clock';
import { currentContext } from '../platform/current-context';
import { fieldError, GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { assertPresentPassword, recordShown, tooManyTries } from './present-password';

const MINUTE_MS = 60_000;

/**
 * For actions that need more than an open session: the session must have stepped up within the policy's time
 * limit (ASVS 5.0, 7.5.3). Tokens are not asked, as nobody is there to answer.
 *
 * @throws STEP_UP_REQUIRED
 */
export const withStepUp =
  <I, A>(strapi: Strapi, action: (input: I) => Promise<A>) =>
  async (input: I): Promise<A> => {
    if (!isByToken(strapi)) await assertSteppedUpIn(strapi);
    return action(input);
  };

/** The same for code that commands and links reach too: only sessions are checked. */
export const assertSteppedUp = async (strapi: Strapi) => {
  if (strategyOf(strapi) === 'admin') await assertSteppedUpIn(strapi);
};

/** Whether the request comes with an admin token, so that nobody is there to step up. */
export const isByToken = (strapi: Strapi) => strategyOf(strapi) === 'admin-token';

const strategyOf = (strapi: Strapi): unknown => {
  const ctx = currentContext(strapi);
  return (ctx?.state.auth as { strategy?: { name?: unknown } } | undefined)?.strategy?.name;
};

/** Fails closed: a session without a known step-up has to step up. */
const assertSteppedUpIn = async (strapi: Strapi) => {
  const { maxAgeMinutes } = (await currentPolicy(strapi)).stepUp;
  if (maxAgeMinutes === 0) return;
  const sessionId = currentSessionId(strapi);
  const provedAt = sessionId && (await steppedUpAtOf(strapi, sessionId));
  if (!provedAt || clock.now().getTime() - provedAt.getTime() > maxAgeMinutes * MINUTE_MS)
    throw new GatehouseError('STEP_UP_REQUIRED');
};

/** Steps up with the current password or an authenticator code. Each wrong one takes a try, as at sign-in. */
export const stepUpSession = async (
  strapi: Strapi,
  { password, code }: { password?: string; code?: string },
  actor: Actor,
) => {
  const sessionId = currentSessionId(strapi);
  if (!sessionId) throw new GatehouseError('STEP_UP_REQUIRED');
  const user = await entryOf(strapi, personOf(actor));
  if (code !== undefined) await assertCode(strapi, user, code);
  else await assertPresentPassword(strapi, user, { password: password ?? '', field: 'password' });
  await recordStepUp(strapi, sessionId);
  await recordShown(strapi, user, code === undefined ? 'password' : 'totp', 'fresh-proof-shown');
  return { data: null };
};

const assertCode = async (strapi: Strapi, user: { id: number; userName: string }, code: string) => {
  const { lockout: policy } = await currentPolicy(strapi);
  const pool = await poolOf(strapi, user.id, policy);
  const record = (reason: Reason) => recordShown(strapi, user, 'totp', reason);
  if (!(await takePasswordTry(strapi, pool, policy, clock.now()))) {
    await record('too-many-tries');
    throw await tooManyTries(strapi, user.id);
  }
  if (await takeMfaCode(strapi, user.id, 'totp', { code, token: '' })) return giveTryBack(strapi, pool);
  await countFailedTry(strapi, pool, policy, clock.now());
  await record('mfa-failed');
  throw fieldError('WRONG_CODE', 'code');
};
