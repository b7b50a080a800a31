import { rmSync } from 'node:fs';

import { secretsLeftBy } from './secrets-kept';

/**
 * Ends the shared servers; with GATEHOUSE_TEST_OUTPUT=1 what they had to say is shown. A run fails that has left a
 * secret in a log or a record.
 */
export default async function tearDown(): Promise<void> {
  const { logs, servers } = globalThis.shared;
  const leaks: string[] = [];
  for (const { server, mailServer, gateway, logFile } of servers) {
    leaks.push(...(await secretsLeftBy(server, mailServer, logFile)));
    await server.stop();
    await mailServer.stop();
    await gateway.stop();
    if (process.env.GATEHOUSE_TEST_OUTPUT === '1') {
      process.stdout.write(server.output());
    }
  }
  rmSync(logs, { recursive: true, force: true });
  if (leaks.length > 0) {
    throw new Error(`Secrets have been left behind:\n${leaks.join('\n')}`);
  }
}
