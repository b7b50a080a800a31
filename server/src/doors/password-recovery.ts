import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { Reason } from '../../../shared/constants';
import { activate, decidePrincipal, type NativePrincipal } from '../access/request';
import type { Rule } from '../domain/answer';
import { beforePassword, onInvitation } from '../domain/decide';
import { getService } from '../lib/services';
import type { Strapi } from '../lib/strapi';
import { answerUnavailable } from './answers';
import type { Door, DoorContext } from './door';
import { authenticationController, authService, userService } from './native';

type Forgot = (input?: { email?: string }) => Promise<void>;
type Reset = (input?: { resetPasswordToken?: string; password?: string }) => Promise<unknown>;
type Register = (input: { registrationToken: string; userInfo: object }) => Promise<unknown>;
type Action = (ctx: Context) => Promise<unknown>;

/**
 * Forgot password, reset, and the registration that accepts an invitation: each lets somebody in who knows no
 * password, and none of Strapi's looks at more than `isActive` (admin/server/src/services/auth.ts and user.ts, 5.54).
 */
export const passwordRecovery: Door = {
  name: 'password recovery',
  decorates: [
    // Their one parameter has a default, so that their length is 0.
    {
      name: 'admin::auth.forgotPassword',
      find: (strapi) => ({ target: authService(strapi), method: 'forgotPassword' }),
      arity: 0,
    },
    {
      name: 'admin::auth.resetPassword',
      find: (strapi) => ({ target: authService(strapi), method: 'resetPassword' }),
      arity: 0,
    },
    {
      name: 'admin::user.register',
      find: (strapi) => ({ target: userService(strapi), method: 'register' }),
      arity: 1,
    },
    {
      name: 'admin::authentication.resetPassword',
      find: (strapi) => ({ target: authenticationController(strapi), method: 'resetPassword' }),
      arity: 1,
    },
    {
      name: 'admin::authentication.register',
      find: (strapi) => ({ target: authenticationController(strapi), method: 'register' }),
      arity: 1,
    },
  ],
  mount(context) {
    const { strapi } = context;
    const auth = authService(strapi);
    const users = userService(strapi);
    const authentication = authenticationController(strapi);
    authentication.resetPassword = closedWhenUnknown(authentication.resetPassword as Action);
    authentication.register = closedWhenUnknown(authentication.register as Action);
    const forgot = auth.forgotPassword as Forgot;
    const reset = auth.resetPassword as Reset;
    const register = users.register as Register;

    // Strapi waits for none of this and so may it not throw. It begins when the answer has left, so that neither the
    // answer nor its time tells who exists.
    auth.forgotPassword = async (input: { email?: string } = {}) => {
      try {
        const email = String(input.email ?? '').toLowerCase();
        const asking = askerOf(context);
        await answerHasLeft(strapi);
        const asked = { where: { email }, rules: beforePassword, method: 'forgot-password', name: email };
        if (await mayRecover(context, asked, asking)) await forgot({ ...input, email });
      } catch (error) {
        strapi.log.error('[gatehouse] a password reset could not be sent', error);
      }
    };

    auth.resetPassword = async (input: { resetPasswordToken?: string; password?: string } = {}) => {
      const where = { resetPasswordToken: input.resetPasswordToken };
      if (
        !input.resetPasswordToken ||
        !(await known(
          strapi,
          mayRecover(context, { where, rules: beforePassword, method: 'reset-password' }),
        ))
      )
        throw new errors.ApplicationError();
      return reset(input);
    };

    users.register = async (input: { registrationToken: string; userInfo: object }) => {
      const where = { registrationToken: input.registrationToken };
      if (
        !input.registrationToken ||
        !(await known(strapi, mayRecover(context, { where, rules: onInvitation, method: 'invitation' })))
      )
        throw new errors.ValidationError('Invalid registration info');
      return register(input);
    };
  },
};

/** It could not be found out whether somebody may come in. */
class AccessUnknown extends Error {}

const known = (strapi: Strapi, access: Promise<boolean>) =>
  access.catch((error) => {
    strapi.log.error('[gatehouse] access of a password reset or an invitation could not be checked', error);
    throw new AccessUnknown();
  });

/** Fails closed: the services throw, and the answer is to try again. */
const closedWhenUnknown =
  (action: Action): Action =>
  async (ctx: Context) => {
    try {
      return await action(ctx);
    } catch (error) {
      if (error instanceof AccessUnknown) return answerUnavailable(ctx, 'ACCESS_UNKNOWN');
      throw error;
    }
  };

type Asker = { address: string | null; userAgent: string | null };

/** Read at once: when the answer has left, the socket may have too. */
const askerOf = ({ strapi, addressOf }: DoorContext): Asker => {
  const ctx = strapi.requestContext.get() as Context | undefined;
  return { address: ctx ? addressOf(ctx) : null, userAgent: ctx?.get('user-agent') || null };
};

const answerHasLeft = async (strapi: Strapi) => {
  const response = (strapi.requestContext.get() as Context | undefined)?.res;
  if (!response || response.writableFinished || response.destroyed) return;
  await new Promise((resolve) => response.once('close', resolve));
};

/** Asks the rules about whom the request names, and records a refusal. Strapi itself asks for an active record. */
const mayRecover = async (
  context: DoorContext,
  {
    where,
    rules,
    method,
    name,
  }: { where: Record<string, unknown>; rules: readonly Rule[]; method: string; name?: string },
  { address, userAgent }: Asker = askerOf(context),
): Promise<boolean> => {
  const { strapi } = context;
  const attempts = getService(strapi, 'loginAttempts');
  const principal: NativePrincipal | null = await strapi.db
    .query('admin::user')
    .findOne({ where, populate: ['roles'] });
  const record = (userId: number | null, userName: string, reason: Reason) =>
    attempts.record({
      userId,
      userName,
      realm: 'panel',
      outcome: 'failure',
      reason,
      method,
      ip: address,
      userAgent,
    });
  if (!principal) {
    if (name !== undefined) await record(null, name, 'unknown-user');
    return false;
  }
  const { decision, userId, userName } = await decidePrincipal(strapi, {
    rules,
    realm: 'panel',
    principal,
    address,
  });
  if (decision.outcome === 'deny') {
    await record(userId, userName, decision.reason);
    return false;
  }
  // An invitation makes the record active when it is accepted.
  if (rules !== onInvitation) await activate(strapi, principal);
  return true;
};
