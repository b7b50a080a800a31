import { errors } from '@strapi/utils';

import { MAX_LOGIN_NAME_LENGTH } from '../../../shared/constants';
import { askerOf } from '../access/identify';
import { followLink, mayRecover, openLink, withTryOf } from '../access/recovery';
import type { StrapiUser } from '../access/request';
import type { Asker } from '../domain/client-address';
import { beforePassword } from '../domain/decide';
import { printable } from '../domain/printable';
import { recordAttempt } from '../features/activity/login-attempts/record';
import { requestPasswordReset } from '../features/people/users/actions/send-link';
import { findUserByLoginName } from '../features/people/users/store';
import { answerHasLeft } from '../platform/after-answer';
import { GatehouseError } from '../platform/errors';
import type { Strapi } from '../platform/strapi';
import { withoutValues } from '../platform/without-values';
import { answerUnavailable } from './answers';
import { type Door, type Handler, replace } from './door';
import { authenticationController, authService, userService } from './native';
import { type StrapisLinks, strapisLinks } from './strapis-links';
import { bodyOf, trimNames } from './trim-names';

type Forgot = (input?: { email?: string }) => Promise<void>;
type RegistrationInfo = (token: string) => Promise<object | undefined>;

/**
 * Forgot password, reset, and the registration that accepts an invitation: each lets somebody in without a
 * password, and Strapi checks nothing but `isActive` (admin/server/src/services/auth.ts and user.ts, 5.54).
 * Strapi stores its tokens in plain text: our links, of which only hashes are kept, replace them, and also
 * the invitations that Strapi's own page makes (people/directory). Once a link proves valid, Strapi's own
 * function sets the password, so that whatever newer versions check and report there still happens.
 */
export const passwordRecovery: Door = {
  name: 'password recovery',
  decorates: [
    // The only parameter of this and the next has a default, so their length is 0.
    replace<Forgot>(
      authService('forgotPassword'),
      {
        arity: 0,
        // `isSsoLocked` is in the Enterprise Edition; `mayRecover` checks it too.
        calls: [
          'assignResetPasswordToken',
          'error',
          'findOne',
          'get',
          'isSsoLocked',
          'pick',
          'plugin',
          'query',
          'sendTemplatedEmail',
          'service',
        ],
      },
      (strapi) => (input) => forgotPassword(strapi, input),
    ),
    replace<StrapisLinks['resetPassword']>(
      authService('resetPassword'),
      { arity: 0 },
      (strapi, resetPassword) => {
        strapisLinks(strapi).resetPassword = resetPassword;
        return async (input, ...rest) => {
          const link = {
            token: String(input?.resetPasswordToken),
            password: String(input?.password),
            kind: 'reset',
          } as const;
          const user = await follow(strapi, link, (token) =>
            resetPassword({ ...input, password: link.password, resetPasswordToken: token }, ...rest),
          );
          if (!user) throw new errors.ApplicationError();
          return user;
        };
      },
    ),
    replace<StrapisLinks['register']>(userService('register'), { arity: 1 }, (strapi, register) => {
      strapisLinks(strapi).register = register;
      return async (input, ...rest) => {
        const link = {
          token: input.registrationToken,
          password: input.userInfo.password,
          kind: 'invitation',
        } as const;
        const user = await follow(strapi, link, (token) =>
          register({ ...input, registrationToken: token }, ...rest),
        );
        if (!user) throw new errors.ValidationError('Invalid registration info');
        return user;
      };
    }),
    replace<RegistrationInfo>(
      userService('findRegistrationInfo'),
      { arity: 1, calls: ['findOne', 'pick', 'query'] },
      (strapi) => async (token) => {
        const opened = await known(strapi, openLink(strapi, token, askerOf(strapi), 'invitation'));
        if (!opened) return undefined;
        const { email, firstname, lastname } = opened.strapiUser;
        return { email, firstname, lastname };
      },
    ),
    replace<Handler>(
      authenticationController('forgotPassword'),
      { arity: 1 },
      (strapi, forgot) =>
        async (ctx, ...rest) => {
          const body = bodyOf(ctx);
          trimNames(body);
          const { email } = body;
          // Strapi's own accepts only what looks like an address, and only in lower case.
          if (!isUserName(email)) return forgot(ctx, ...rest);
          void forgotPassword(strapi, { email });
          ctx.status = 204;
        },
    ),
    replace<Handler>(authenticationController('resetPassword'), { arity: 1 }, (_, reset) =>
      closedWhenUnknown(reset),
    ),
    replace<Handler>(authenticationController('register'), { arity: 1 }, (_, original) => {
      const register = closedWhenUnknown(original);
      return (ctx, ...rest) => {
        const { userInfo } = bodyOf(ctx);
        if (typeof userInfo === 'object' && userInfo !== null) trimNames(userInfo as Record<string, unknown>);
        return register(ctx, ...rest);
      };
    }),
    replace<Handler>(authenticationController('registrationInfo'), { arity: 1 }, (_, info) =>
      closedWhenUnknown(info),
    ),
  ],
};

/**
 * Strapi does not await this, so it must not throw. Starts when the response has left, so that neither the
 * response nor its timing tells which users exist.
 */
const forgotPassword = async (strapi: Strapi, { email }: { email?: string } = {}) => {
  try {
    const asker = askerOf(strapi);
    await answerHasLeft(strapi);
    await mailReset(strapi, String(email ?? '').toLowerCase(), asker);
  } catch (error) {
    strapi.log.error('[gatehouse] a password reset could not be sent', error);
  }
};

/** Returns what Strapi's function returns; null for a link that opens nothing. */
const follow = async (
  strapi: Strapi,
  link: { token: string; password: string; kind: 'reset' | 'invitation' },
  by: (token: string) => Promise<unknown>,
) => {
  let answer: unknown;
  const keep = async (token: string) => {
    answer = await by(token);
  };
  return (await known(strapi, followLink(strapi, link, askerOf(strapi), keep))) && answer;
};

/** At most this many users with the same address are considered. */
const FEW = 10;

/** Whether it can be a user name and is not an address. */
const isUserName = (name: unknown): name is string =>
  typeof name === 'string' &&
  name !== '' &&
  !name.includes('@') &&
  name.length <= MAX_LOGIN_NAME_LENGTH &&
  printable(name) === name;

/** Whether somebody may come in could not be determined. */
class AccessUnknown extends Error {}

const known = <T>(strapi: Strapi, access: Promise<T>) =>
  access.catch((error) => {
    // Strapi's controllers pass on the details of no other error.
    if (error instanceof GatehouseError) throw new errors.ValidationError(error.message, error.details);
    // Strapi's own refusal.
    if (error instanceof errors.ApplicationError) throw error;
    strapi.log.error('[gatehouse] access of a password reset or an invitation could not be checked', error);
    throw new AccessUnknown();
  });

/** Fails closed: if the services throw, the client is told to try again. */
const closedWhenUnknown =
  (action: Handler): Handler =>
  async (ctx, ...rest) => {
    try {
      return await action(ctx, ...rest);
    } catch (error) {
      if (error instanceof AccessUnknown) return answerUnavailable(ctx, 'ACCESS_UNKNOWN');
      throw error;
    }
  };

const findNative = (strapi: Strapi, where: object): Promise<StrapiUser | null> =>
  strapi.db.query('admin::user').findOne({ where, populate: ['roles'] });

/**
 * Mails a link to the user with that address or user name, unless a rule is against it, which is recorded.
 * The asker's address never gets its try back: doing so only for some names would tell who exists.
 */
const mailReset = (strapi: Strapi, name: string, asker: Asker) => {
  const visit = { method: 'forgot-password', rules: beforePassword, asker };
  const refuse = async (reason: 'unknown-user' | 'rate-limited', userId: number | null = null) => {
    const tried = { realm: 'panel', method: visit.method, reason } as const;
    await recordAttempt(strapi, asker, { userId, userName: name }, tried);
    return null;
  };
  return withTryOf(strapi, asker.address, async () => {
    // No user has such a name, and the longer it is, the more a lookup would cost.
    if (name.length > MAX_LOGIN_NAME_LENGTH) return refuse('unknown-user');
    const strapiUser = await findByName(strapi, name);
    if (!strapiUser) return refuse('unknown-user');
    const userId = await mayRecover(strapi, strapiUser, visit);
    if (userId !== null && !(await requestPasswordReset(strapi, userId)))
      return refuse('rate-limited', userId);
    return null;
  });
};

/** By e-mail, else user name. If a script gave two the address: the one whose entry has it, else null. */
const findByName = async (strapi: Strapi, name: string): Promise<StrapiUser | null> => {
  const byEmail: StrapiUser[] = await withoutValues(
    strapi.db.query('admin::user').findMany({ where: { email: name }, populate: ['roles'], limit: FEW }),
  );
  if (byEmail.length === 1) return byEmail[0] ?? null;
  const user = await findUserByLoginName(strapi, name);
  if (byEmail.length > 1) return byEmail.find(({ id }) => Number(id) === user?.adminUserId) ?? null;
  return user && findNative(strapi, { id: user.adminUserId });
};
