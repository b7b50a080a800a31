import { deleteOldJobs, runJobs } from './features/activity/jobs/actions';
import { deleteAttemptsBefore } from './features/activity/login-attempts/record';
import { deliverMail, runMails } from './features/activity/mail/delivery';
import { queueMail } from './features/activity/mail/record';
import { templatesNotInForce } from './features/activity/mail/templates';
import { reconcileDirectory } from './features/people/directory/follow';
import { outOfStep } from './features/people/directory/out-of-step';
import { previewBulk } from './features/people/users/actions/bulk';
import { changeUsers } from './features/people/users/actions/change-many';
import { setMfaRequired } from './features/people/users/own-mfa';
import { findUser, renewUserNameKeys } from './features/people/users/store';
import { canActFor, listActableFor } from './features/permissions/delegations/questions';
import { addBuiltInLicences } from './features/permissions/licences/record';
import { isAnyRolePrivileged } from './features/permissions/roles/record';
import { breakGlassService } from './features/settings/break-glass/actions';
import { updatePolicy } from './features/settings/policy/actions';
import { currentPolicy } from './features/settings/policy/record';
import { readList } from './features/sign-in/ip-rules/record';
import { issueLink } from './features/sign-in/links/record';
import { beginEnrolmentAtSignIn } from './features/sign-in/mfa/factors';
import { generatePassword } from './features/sign-in/password-policy/record';
import { prepareThrottle } from './features/sign-in/throttle/record';
import { clock } from './platform/clock';
import { passwordsOf } from './platform/passwords';
import type { Strapi } from './platform/strapi';

type OfStrapi = (strapi: Strapi, ...args: never[]) => unknown;
type Bound<F> = F extends (strapi: Strapi, ...args: infer G) => infer R ? (...args: G) => R : never;

/** A service of these functions, each bound to the running Strapi. */
const serviceOf =
  <F extends Record<string, OfStrapi>>(functions: F) =>
  ({ strapi }: { strapi: Strapi }) =>
    Object.fromEntries(
      Object.entries(functions).map(([name, run]) => [name, (...args: never[]) => run(strapi, ...args)]),
    ) as { [N in keyof F]: Bound<F[N]> };

/**
 * Called from outside by `strapi.plugin('gatehouse').service(name)`: `delegation` by projects, `breakGlass`
 * by `npx gatehouse`, the rest by demo scripts and tests. Gatehouse itself imports what it calls.
 */
export const services = {
  delegation: serviceOf({ canActFor, listActableFor }),
  breakGlass: breakGlassService,
  clock: () => clock,
  passwords: ({ strapi }: { strapi: Strapi }) => passwordsOf(strapi),
  directory: serviceOf({ reconcile: reconcileDirectory, outOfStep }),
  ipRules: () => ({ readList }),
  jobs: serviceOf({ run: runJobs, deleteOld: deleteOldJobs }),
  links: serviceOf({ issue: issueLink }),
  loginAttempts: serviceOf({ deleteBefore: deleteAttemptsBefore }),
  mail: serviceOf({ queue: queueMail, deliver: deliverMail, run: runMails }),
  mailTemplates: serviceOf({ notInForce: templatesNotInForce }),
  passwordPolicy: serviceOf({ generate: generatePassword }),
  licences: serviceOf({ addBuiltIn: addBuiltInLicences }),
  mfa: serviceOf({ beginAtSignIn: beginEnrolmentAtSignIn }),
  policy: serviceOf({ current: currentPolicy, update: updatePolicy }),
  roles: serviceOf({ isAnyPrivileged: isAnyRolePrivileged }),
  throttle: serviceOf({ prepare: prepareThrottle }),
  users: serviceOf({
    find: findUser,
    changeMany: changeUsers,
    previewBulk,
    renewNameKeys: renewUserNameKeys,
    syncMfaRequired: setMfaRequired,
  }),
};
