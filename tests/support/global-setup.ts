import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FLOOR } from './floor';
import { type MailServer, startMailServer } from './mailbox';
import { SMS_SECRET, type SmsGateway, startSmsGateway } from './sms-gateway';
import { type Server, startStrapi } from './strapi';

declare global {
  var shared: {
    logs: string;
    servers: { server: Server; mailServer: MailServer; gateway: SmsGateway; logFile: string }[];
  };
}

/**
 * Starts the server that most tests share, its mail server and its SMS gateway, for each worker, with a plugin built from the sources
 * as they are.
 */
export default async function setUp({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  execFileSync(process.execPath, [path.resolve(__dirname, '../../scripts/build.mjs'), '--if-stale'], {
    stdio: 'inherit',
  });
  const logs = mkdtempSync(path.join(tmpdir(), 'gatehouse-logs-'));
  const servers = await Promise.all(
    Array.from({ length: maxWorkers }, (_, turn) => startAll(path.join(logs, `${turn}.log`))),
  );
  globalThis.shared = { logs, servers };
  // Workers inherit it: they begin after this, and setup.ts gives each its own.
  process.env.GATEHOUSE_TEST_WORKERS = JSON.stringify(
    servers.map(({ server, mailServer, gateway }) => ({
      ...mailEnv(mailServer),
      GATEHOUSE_TEST_SMS_GATEWAY: gateway.url,
      GATEHOUSE_TEST_URL: server.url,
    })),
  );
}

const mailEnv = ({ smtpPort, url }: MailServer) => ({
  SMTP_PORT: String(smtpPort),
  GATEHOUSE_TEST_MAILBOX: url,
});

const startAll = async (logFile: string) => {
  const mailServer = await startMailServer();
  const gateway = await startSmsGateway();
  const sms = { provider: 'http', url: gateway.url, secret: SMS_SECRET };
  const config = { signIn: { refusalFloorMs: FLOOR }, sms };
  const server = await startStrapi({ config, env: mailEnv(mailServer), logFile });
  return { server, mailServer, gateway, logFile };
};
