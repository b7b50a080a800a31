import { z } from 'zod';

import { contract } from './contract';
import { mfaCode } from './mfa';
import { passwordPolicy } from './policy';
import { newPassword, ownFields, user } from './users';

/** What a form for a new password shows while it is typed in. */
export const passwordRules = z.object({
  policy: passwordPolicy.omit({ maxAgeDays: true, temporaryHours: true }),
  /** Words of the user's own record and of the project, in lower case, that must not be in it. */
  ownWords: z.array(z.string()),
});
export type PasswordRules = z.output<typeof passwordRules>;

/** One's own user, as far as it concerns oneself. */
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
    /** A new password has to be chosen before anything else is answered. */
    mustChangePassword: z.boolean(),
    passwordChangedAt: z.string().nullable(),
    passwordRules,
  });
export type Me = z.output<typeof me>;

export const getMe = contract({ method: 'GET', path: '/me', permissions: [], response: me });

/** E-mail, user name and roles are not one's own to change. */
export const updateMe = contract({
  method: 'PUT',
  path: '/me',
  permissions: [],
  body: ownFields,
  response: me,
});

/** Asks for the present password, by the same tries as the sign-in. All other sessions of the user end. */
export const changeMyPassword = contract({
  method: 'POST',
  path: '/me/password',
  permissions: [],
  body: z.strictObject({ currentPassword: newPassword, password: newPassword }),
  response: me,
});

/**
 * Shows that it is still the user who sits before the open session, by one of both. Then it may do for some minutes what
 * a session alone may not (`STEP_UP_REQUIRED`).
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
