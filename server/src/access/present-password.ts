import { PLUGIN_ID, type Reason } from '../../../shared/constants';
import type { Config } from '../config';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { currentPolicy } from '../features/settings/policy/record';
import { poolOf } from '../features/sign-in/devices/known-browser';
import { countFailedTry, secondsUntilTry, takePasswordTry } from '../features/sign-in/lockout/record';
import { giveTryBack } from '../features/sign-in/lockout/store';
import { requestName } from '../platform/actor';
import { clock } from '../platform/clock';
import { currentContext } from '../platform/current-context';
import { fieldError, GatehouseError } from '../platform/errors';
import { passwordsOf } from '../platform/passwords';
import type { Strapi } from '../platform/strapi';
import { askerOf } from './identify';
import { waitForFloor } from './refusal-floor';

type Asked = { id: number; userName: string; passwordChangedAt: Date | null };

/**
 * Checks the signed-in user's current password, as the session may be one that was left open. Uses the tries
 * of the sign-in, so that no more can be guessed here than there; failures go into the login history.
 */
export const tryPresentPassword = async (
  strapi: Strapi,
  user: Asked,
  password: string,
  presentHash: string,
): Promise<'right' | 'wrong-password' | 'too-many-tries'> => {
  const { lockout: policy } = await currentPolicy(strapi);
  const pool = await poolOf(strapi, user.id, policy);
  const refuse = async <R extends Reason>(reason: R) => {
    await recordShown(strapi, user, 'password-change', reason);
    return reason;
  };
  if (!(await takePasswordTry(strapi, pool, policy, clock.now()))) return refuse('too-many-tries');
  const isOld = user.passwordChangedAt === null;
  if (await passwordsOf(strapi).compare(password, presentHash, { isOld })) {
    await giveTryBack(strapi, pool);
    return 'right';
  }
  await countFailedTry(strapi, pool, policy, clock.now());
  return refuse('wrong-password');
};

/**
 * The same, but throws, after the same minimum time as a refused sign-in. Returns the hash that was compared.
 *
 * @throws NO_PASSWORD, WRONG_PASSWORD on the field, TOO_MANY_TRIES
 */
export const assertPresentPassword = async (
  strapi: Strapi,
  user: Asked & { adminUserId: number },
  { password, field }: { password: string; field: string },
): Promise<string> => {
  const started = performance.now();
  const { signIn } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  const { password: hash } = await strapi.db
    .query('admin::user')
    .findOne({ where: { id: user.adminUserId }, select: ['password'] });
  if (!hash) throw new GatehouseError('NO_PASSWORD');
  const answer = await tryPresentPassword(strapi, user, password, hash);
  if (answer === 'right') return hash;
  await waitForFloor(started, signIn.refusalFloorMs);
  throw answer === 'wrong-password'
    ? fieldError('WRONG_PASSWORD', field)
    : await tooManyTries(strapi, user.id);
};

/** The error for a signed-in user, with the seconds until the next try. */
export const tooManyTries = async (strapi: Strapi, userId: number) => {
  const { lockout } = await currentPolicy(strapi);
  const pool = await poolOf(strapi, userId, lockout);
  const retryAfter = await secondsUntilTry(strapi, pool, lockout, clock.now());
  return new GatehouseError('TOO_MANY_TRIES', { retryAfter });
};

/** Records the proof that a signed-in user gave, or why it was refused. */
export const recordShown = (
  strapi: Strapi,
  { id, userName }: Pick<Asked, 'id' | 'userName'>,
  method: string,
  reason: Reason,
) => {
  const ctx = currentContext(strapi);
  const about = ctx && requestName(ctx);
  const whom = { userId: id, userName };
  return recordAttempt(strapi, askerOf(strapi), whom, { realm: 'panel', method, reason, about });
};
