'use strict';

// What versions of Strapi after 5.54 do otherwise, each as it was read (docs/decisions/0006): put in place before the
// plugin is registered. `told` holds the events that were emitted.
const { mkdirSync, mkdtempSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { emitAudit, errors } = require('@strapi/utils');

const ADMIN = '@strapi/admin/dist/server/server/src';

const load = (name, exports) => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'newer-')), ADMIN, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '// not as it was\n');
  require.cache[file] = { id: file, filename: file, loaded: true, exports };
};

const hear = (strapi) => {
  globalThis.told = [];
  strapi.eventHub.subscribe((name, payload) => {
    globalThis.told.push({ name, payload, isWithin: strapi.db.inTransaction() });
  });
};

const query = (strapi) => strapi.db.query('admin::user');

/** Accounts are told of in the audit log. */
const audited = (strapi) => {
  hear(strapi);
  const { auth, user } = strapi.admin.services;
  const event = ({ id, email }) => ({ userId: id, email });
  const emitAdminUserUpdateAudits = async (on, { previous, updated, attributes }) => {
    const names = ['email', 'isActive', 'firstname'].filter(
      (name) => previous && previous[name] !== updated[name],
    );
    if (names.length > 0) await emitAudit(on, 'admin-user.update', { ...event(updated), names });
    if ('password' in attributes) await emitAudit(on, 'admin-user.password.update', event(updated));
  };
  load('audit-logs/admin-users.js', {
    AUDITED_EVENTS: { PASSWORD_RESET_CREATE: 'admin-user.password-reset.create' },
    emitAdminUserUpdateAudits,
    emitAdminUserDeleted: (on, gone) => emitAudit(on, 'admin-user.delete', event(gone)),
  });
  const { updateById, register } = user;
  user.updateById = async (id, attributes) => {
    const previous = await query(strapi).findOne({ where: { id } });
    const updated = await updateById(id, attributes);
    await emitAdminUserUpdateAudits({ strapi }, { previous, updated, attributes });
    return updated;
  };
  const completePasswordReset = async (found, password) => {
    const none = { resetPasswordToken: null, resetPasswordTokenExpiresAt: null };
    const updated = await strapi.service('admin::user').updateById(found.id, { password, ...none });
    await emitAudit({ strapi }, 'admin-user.password-reset.confirm', event(updated));
    return updated;
  };
  const assignResetPasswordToken = async (id) => {
    const resetPasswordTokenExpiresAt = new Date(Date.now() + 3600000);
    const token = { resetPasswordToken: 'b'.repeat(40), resetPasswordTokenExpiresAt };
    const updated = await strapi.service('admin::user').updateById(id, token);
    const payload = { ...event(updated), expiresAt: resetPasswordTokenExpiresAt };
    await emitAudit({ strapi }, 'admin-user.password-reset.create', payload);
  };
  auth.resetPassword = async ({ resetPasswordToken, password } = {}) => {
    const found = await query(strapi).findOne({ where: { resetPasswordToken, isActive: true } });
    if (!found || new Date(found.resetPasswordTokenExpiresAt) < new Date())
      throw new errors.ApplicationError();
    return completePasswordReset(found, password);
  };
  auth.forgotPassword = async ({ email } = {}) => {
    const found = await query(strapi).findOne({ where: { email, isActive: true } });
    await assignResetPasswordToken(found.id);
  };
  user.register = async (given) => {
    const updated = await register(given);
    await emitAudit({ strapi }, 'admin-user.invite.accept', event(updated));
    return updated;
  };
  // Before the doors take their places.
  const { forgotPassword, resetPassword } = auth;
  globalThis.strapis = { forgotPassword, resetPassword, register: user.register };
};

/** What is handed on besides arrives. */
const morePassedOn = (strapi) => {
  globalThis.arrived = {};
  const spy = (of, names) => {
    for (const name of names) {
      const original = of[name];
      const { length } = original;
      const spied = (...given) => {
        globalThis.arrived[name] = given.slice(length || 1);
        return original(...given);
      };
      of[name] = Object.defineProperty(spied, 'length', { value: length });
    }
  };
  const { auth, user } = strapi.admin.services;
  spy(user, ['create', 'updateById', 'resetPasswordByEmail', 'register']);
  spy(auth, ['resetPassword']);
  const { controllers } = strapi.admin;
  spy(controllers.user, ['update']);
  spy(controllers['authenticated-user'], ['updateMe']);
  spy(controllers.authentication, ['accessToken', 'resetPassword', 'forgotPassword']);
};

/** The service of another plugin's or version's, under Strapi's own name. */
const service = (strapi, name, functions) => strapi.get('services').set(`admin::${name}`, () => functions);

const addRoute = (strapi, route) => {
  strapi.admin.routes.newer = { type: 'admin', routes: [{ ...route, config: { auth: false } }] };
  const [controller, action] = route.handler.split('.');
  strapi.admin.controllers[controller][action] = async (ctx) => ctx.send({});
};

const loginMfa = { method: 'POST', path: '/login/mfa', handler: 'authentication.loginMfa' };

const withMfa = (strapi) => {
  service(strapi, 'mfa', {});
  strapi.features.future.isEnabled = (flag) => flag === 'unstableAdminMfa';
};

/** Permissions hold only where something else agrees. */
const withASay = (permission) => {
  const { findUserPermissions } = permission;
  const agreed = (permissions) => permissions.filter(({ action }) => action !== 'admin::roles.read');
  permission.findUserPermissions = async (user) => agreed(await findUserPermissions(user));
};

const PROFILES = {
  'nothing else': () => undefined,
  'a say in permissions': (strapi) => withASay(strapi.admin.services.permission),
  5.56: audited,
  ceiling: morePassedOn,
  mfa: (strapi) => {
    addRoute(strapi, loginMfa);
    withMfa(strapi);
  },
  'mfa without a route': (strapi) => {
    withMfa(strapi);
  },
  'another way in': (strapi) => addRoute(strapi, loginMfa),
  'without a column': (strapi) => {
    delete strapi.contentTypes['admin::user'].attributes.resetPasswordTokenExpiresAt;
  },
  'a step of its own': (strapi) => {
    strapi.admin.controllers.authentication.login = async (ctx, _next) => {
      ctx.body = { data: { mfaRequired: true, challengeToken: 'secret' } };
    };
  },
  'another question at the sign-in': (strapi) => {
    const assertNotBanned = () => {};
    strapi.admin.services.auth.checkCredentials = async ({ email }) => {
      assertNotBanned(email);
      return [null, false, { message: 'Invalid credentials' }];
    };
  },
  'small things': (strapi) => {
    const emitSomething = () => {};
    strapi.admin.services.auth.forgotPassword = async ({ email } = {}) => emitSomething(email);
    load('services/auth.js', {});
    addRoute(strapi, { method: 'GET', path: '/peek', handler: 'admin.peek' });
    service(strapi, 'password-policy', { isCompliant: () => true });
  },
  policy: (strapi) =>
    service(strapi, 'password-policy', {
      getPolicy: async () => ({ word: 'Ä' }),
      getViolations: (password, { word }) =>
        password.includes(word) ? [] : [{ rule: 'word', message: `must hold ${word}` }],
    }),
  'sso lock': (strapi) => {
    strapi.admin.services.auth.resetPassword = async (_given = {}) => {
      throw new errors.ApplicationError();
    };
  },
};

/** Makes the Strapi that runs the one of that name. */
module.exports = (strapi, name) => PROFILES[name](strapi);
