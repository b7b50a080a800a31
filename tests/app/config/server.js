'use strict';

module.exports = ({ env }) => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  // Where links in mails lead, and where passkeys hold; by default the address above.
  url: env('PUBLIC_URL', ''),
  // As behind a reverse proxy; the plugin goes by its own trustedProxies.
  proxy: { koa: env.bool('SERVER_PROXY', false) },
  app: { keys: env.array('APP_KEYS', ['test-only-app-key-one', 'test-only-app-key-two']) },
  // Strapi's own server for AI clients.
  mcp: { enabled: env.bool('MCP', false) },
  logger: { updates: { enabled: false }, startup: { enabled: false } },
});
