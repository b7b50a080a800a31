'use strict';

// Loaded before Strapi (`node --require`): takes its functions away, or gives them other parameters, as an upgrade
// might, and tells what the plugin says of each when it is registered.
const Module = require('node:module');
const path = require('node:path');

const makeNewer = require('./newer-strapi.cjs');

const admin = (strapi) => strapi.admin.services;
const middlewares = (strapi) => strapi.get('middlewares');

const methods = (of, names, uid) => names.map((method) => [`${uid}.${method}`, { of, method }]);

/** Where in Strapi each function stands that a door takes the place of; found past the plugin's own look-up. */
const PLACES = Object.fromEntries([
  ...methods(
    (strapi) => admin(strapi).auth,
    ['hashPassword', 'validatePassword', 'checkCredentials', 'forgotPassword', 'resetPassword'],
    'admin::auth',
  ),
  ...methods(
    (strapi) => admin(strapi).user,
    ['register', 'findRegistrationInfo', 'create', 'createFirstAdmin', 'updateById', 'resetPasswordByEmail'],
    'admin::user',
  ),
  ...Object.entries({
    user: ['create', 'update', 'deleteOne', 'deleteMany'],
    'authenticated-user': ['updateMe'],
    'authenticated-session': ['revoke', 'revokeAll'],
    role: ['create', 'update', 'updatePermissions', 'deleteOne', 'deleteMany'],
    'api-token': ['create', 'update', 'regenerate', 'get', 'revoke'],
    'admin-token': ['create', 'update', 'regenerate', 'get', 'revoke'],
    transfer: ['token-create', 'token-update', 'token-regenerate', 'token-revoke'],
  }).flatMap(([name, actions]) =>
    methods((strapi) => strapi.admin.controllers[name], actions, `the action admin::${name}`),
  ),
  ...methods(
    (strapi) => strapi.admin.controllers.authentication,
    ['login', 'accessToken', 'forgotPassword', 'registrationInfo', 'resetPassword', 'register'],
    'admin::authentication',
  ),
  ...methods(
    (strapi) => admin(strapi)['api-token-admin'],
    ['authenticateAdminToken'],
    'admin::api-token-admin',
  ),
  ...methods((strapi) => admin(strapi).metrics, ['sendDidInviteUser'], 'admin::metrics'),
  ...methods((strapi) => strapi.get('auth'), ['authenticate', 'register'], "strapi.get('auth')"),
  ...methods((strapi) => strapi.db.lifecycles, ['disable', 'enable', 'run'], 'strapi.db.lifecycles'),
  [
    'the middleware admin::rateLimit',
    {
      of: (strapi) => ({
        get rateLimit() {
          return middlewares(strapi).get('admin::rateLimit');
        },
        set rateLimit(factory) {
          middlewares(strapi).set('admin::rateLimit', factory);
        },
      }),
      method: 'rateLimit',
    },
  ],
]);

const damages = {
  missing: () => undefined,
  changed: (whole) => (whole.length === 0 ? (one) => one : () => undefined),
};

/** Damages one place; gives what puts it right again. */
const damage = (strapi, name, how) => {
  const { of, method } = PLACES[name];
  const target = of(strapi);
  const whole = target[method];
  // So that a row of the table that breaks nothing is noticed.
  if (typeof whole !== 'function') throw new Error(`There is no ${name} to damage`);
  target[method] = damages[how](whole);
  return () => {
    target[method] = whole;
  };
};

const whatIsSaid = (run) => {
  try {
    run();
    return 'nothing';
  } catch ({ message }) {
    return message;
  }
};

const sayings = (register, { strapi }) =>
  Object.keys(PLACES).flatMap((name) =>
    Object.keys(damages).map((how) => {
      const mend = damage(strapi, name, how);
      const said = whatIsSaid(() => register({ strapi }));
      mend();
      return { name, how, said };
    }),
  );

/**
 * `leave`: the name of the one place that stays damaged, and how; `newer`: the newer version that Strapi is made into;
 * without either, each place is damaged and put right again.
 */
const { leave, newer } = JSON.parse(process.env.GATEHOUSE_TEST_BREAK);

const registerDamaged = (register) => (args) => {
  if (newer) makeNewer(args.strapi, newer);
  else if (leave) damage(args.strapi, leave.name, leave.how);
  else process.stdout.write(`sayings: ${JSON.stringify(sayings(register, args))}\n`);
  return register(args);
};

const plugin = path.resolve(__dirname, '../../../dist/server/index.js');
const load = Module._load;
let isTaken = false;
Module._load = function loadDamaged(request, ...rest) {
  const exports = load.call(this, request, ...rest);
  if (request === plugin && !isTaken) {
    isTaken = true;
    exports.default.register = registerDamaged(exports.default.register);
  }
  return exports;
};
