'use strict';

const { brokenBy } = require('./broken-by');
const { createClock } = require('./clock');
const { createConfig } = require('./config');
const { createFaults } = require('./faults');
const { createDatabase } = require('./database');
const { createInProcess } = require('./in-process');
const { createOutput } = require('./output');
const { createPasswords } = require('./passwords');
const { createPutBack } = require('./put-back');
const { createQueries } = require('./queries');
const { evaluate } = require('./evaluate');
const { runSql } = require('./sql');

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Answers `{ data }`, and an error in full: only a test ever reads it. */
const hook = (path, run) => ({
  method: 'POST',
  path: `/test-hooks/${path}`,
  config: { auth: false },
  async handler(ctx) {
    // The socket's own address, never a header: the tests send X-Forwarded-For.
    if (!loopback.has(ctx.req.socket.remoteAddress)) {
      return ctx.notFound();
    }
    try {
      ctx.body = { data: (await run(ctx.request.body ?? {})) ?? null };
    } catch (error) {
      ctx.status = 500;
      ctx.body = { error: error.stack };
    }
  },
});

let passwords;

module.exports = {
  async register(strapi) {
    // As every server of the tests' (tests/support/kept-open.ts).
    strapi.server.httpServer.keepAliveTimeout = 0;
    // The test run that started this server is gone.
    process.once('disconnect', () => process.exit());
    // A panel with a domain name, as passkeys need one.
    strapi.config.set('admin.absoluteUrl', `http://localhost:${strapi.config.get('server.port')}/admin`);
    strapi.faults = createFaults(strapi);
    if (process.env.GATEHOUSE_TEST_AT_START) {
      await evaluate(strapi, process.env.GATEHOUSE_TEST_AT_START);
    }

    const clock = createClock(strapi);
    const config = createConfig(strapi);
    const output = createOutput();
    const queries = createQueries(strapi);
    passwords = createPasswords(strapi);
    const database = createDatabase(strapi);
    const inProcess = createInProcess(strapi);
    const putBack = createPutBack({ strapi, clock, inProcess });

    strapi.server.routes([
      hook('clock/advance', ({ ms }) => clock.advance(ms)),
      hook('clock/reset', () => clock.reset()),
      hook('clock/now', () => clock.now()),
      hook('comparisons', () => passwords.comparisons()),
      hook('queries/start', () => queries.start()),
      hook('queries/stop', () => queries.stop()),
      hook('sql', ({ sql, bindings }) => runSql(strapi, sql, bindings)),
      hook('remember', () => database.remember()),
      hook('restore', async () => {
        clock.reset();
        config.reset();
        output.forget();
        await database.restore();
      }),
      hook('config', (sections) => config.change(sections)),
      hook('printed', () => output.printed()),
      hook('ask', (request) => inProcess.ask(request)),
      hook('users', ({ isAtFullCost, ...wishes }) =>
        isAtFullCost ? passwords.atFullCost(() => inProcess.makeUser(wishes)) : inProcess.makeUser(wishes),
      ),
      hook('roles', (wishes) => inProcess.makeRole(wishes)),
      hook('attempts', ({ userAgent }) => inProcess.attemptOf(userAgent)),
      hook('broken-by', (asked) => brokenBy(strapi, asked)),
      hook('put-back', ({ policy }) => putBack(policy)),
      hook('call', ({ expression }) => evaluate(strapi, expression)),
    ]);
  },

  // Once every service is there, and before the first request.
  bootstrap() {
    passwords.watch();
  },
};
