'use strict';

// Fixed keys, so that a restart keeps its sessions. They guard nothing: override them by environment anywhere else.
module.exports = ({ env }) => ({
  auth: {
    secret: env('ADMIN_JWT_SECRET', 'test-only-admin-jwt-secret'),
    // Without TLS on the loopback a browser would drop a Secure cookie.
    cookie: { secure: env.bool('ADMIN_COOKIE_SECURE', false) },
  },
  apiToken: { salt: env('API_TOKEN_SALT', 'test-only-api-token-salt') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', 'test-only-transfer-token-salt') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY', 'test-only-encryption-key') },
  // Strapi's own limiter counts in memory, per process. Off, so that what the tests see is Gatehouse's lockout.
  rateLimit: { enabled: env.bool('ADMIN_RATE_LIMIT', false) },
  flags: { nps: false, promoteEE: false },
});
