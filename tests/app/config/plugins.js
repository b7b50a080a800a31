'use strict';

const path = require('node:path');

const locate = require('../src/places');

// The server resolves a relative path from Strapi's own folder first, the panel's build from the app's: only an
// absolute one means the same to both.
const repository = path.resolve(__dirname, '../../..');

module.exports = ({ env }) => ({
  gatehouse: {
    enabled: env.bool('GATEHOUSE', true),
    resolve: repository,
    config: {
      ...(env.bool('LOCATE', true) && { locate }),
      ...env.json('GATEHOUSE_CONFIG', {}),
      // Lets a test say where a request comes from, through X-Forwarded-For.
      ...(env.bool('TRUST_LOOPBACK', false) && { trustedProxies: ['127.0.0.1', '::1'] }),
    },
  },
  email: {
    config: {
      provider: 'nodemailer',
      // Without a mail server there, a mail stays queued and says so: nothing is dropped.
      providerOptions: {
        host: '127.0.0.1',
        port: env.int('SMTP_PORT', 1025),
        secure: false,
        ignoreTLS: true,
      },
      settings: {
        defaultFrom: 'Gatehouse <gatehouse@example.test>',
        defaultReplyTo: 'gatehouse@example.test',
      },
    },
  },
  // Tells in production too what it has.
  graphql: {
    enabled: env.bool('GRAPHQL', false),
    config: { apolloServer: { introspection: true } },
  },
  'users-permissions': {
    config: {
      jwtSecret: env('JWT_SECRET', 'test-only-end-user-jwt-secret'),
      jwtManagement: env('END_USER_JWT', 'legacy-support'),
    },
  },
});
