import { z } from 'zod';

import { contract } from './contract';
import { mfaCode } from './mfa';
import { passwordPolicy } from './policy';
import { newPassword, ownFields, user } from './users';

/** What a form for a new password shows during typing. */
export const passwordRules = z.object({
  policy: passwordPolicy.omit({ maxAgeDays: true, temporaryHours: true }),
  /** Words of the user's record and the project's name, in lower case, that it must not contain. */
  ownWords: z.array(z.string()),
});
export type PasswordRules = z.output<typeof passwordRules>;

/** The caller's own user, as far as it concerns them. */
export const me = user
  .pick({
    id: true,
    userName: true,
    displayName: true,
    firstname: true,
    lastname: true,
    email: true,
    mobile: true,
    timeZone: true,
    locale: true,
    roles: true,
    lastLoginAt: true,
    updatedAt: true,
  })
  .extend({
    /** Whether a new password has to be chosen before anything else is answered. */
    mustChangePassword: z.boolean(),
    passwordChangedAt: z.string().nullable(),
    passwordRules,
  });
export type Me = z.output<typeof me>;

export const getMe = contract({ method: 'GET', path: '/me', permissions: [], response: me });

/** Users cannot change their own e-mail address, user name and roles. */
export const updateMe = contract({
  method: 'PUT',
  path: '/me',
  permissions: [],
  body: ownFields,
  response: me,
});

/** Needs the present password, with the same tries as a sign-in. Ends all the user's other sessions. */
export const changeMyPassword = contract({
  method: 'POST',
  path: '/me/password',
  permissions: [],
  body: z.strictObject({ currentPassword: newPassword, password: newPassword }),
  response: me,
});

/**
 * Step-up: shows, by one of both, that the user is still the one at the open session. For some minutes it may
 * then do what a session alone may not (`STEP_UP_REQUIRED`).
 */
export const stepUp = contract({
  method: 'POST',
  path: '/me/step-up',
  permissions: [],
  body: z
    .strictObject({ password: newPassword.optional(), code: mfaCode.optional() })
    .refine(({ password, code }) => (password === undefined) !== (code === undefined), {
      path: ['password'],
      message: 'either a password or a code is needed',
    }),
  response: z.null(),
});
