'use strict';

const path = require('node:path');

// The server resolves a relative path from Strapi's own folder first, the panel's build from the app's: only an
// absolute one means the same to both.
const repository = path.resolve(__dirname, '../../..');

module.exports = ({ env }) => ({
  gatehouse: {
    enabled: env.bool('GATEHOUSE', true),
    resolve: repository,
    config: {
      ...env.json('GATEHOUSE_CONFIG', {}),
      // Lets a test say where a request comes from, through X-Forwarded-For.
      ...(env.bool('TRUST_LOOPBACK', false) && { trustedProxies: ['127.0.0.1', '::1'] }),
    },
  },
  'users-permissions': {
    config: {
      jwtSecret: env('JWT_SECRET', 'test-only-end-user-jwt-secret'),
      jwtManagement: env('END_USER_JWT', 'legacy-support'),
    },
  },
});
