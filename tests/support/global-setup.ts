import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { FLOOR } from './floor';
import { startStrapi, type Server } from './strapi';

declare global {
  var sharedServer: Server | undefined;
}

/** Starts the one server that most tests share, with a plugin built from the sources as they are. */
export default async function setUp(): Promise<void> {
  execFileSync(process.execPath, [path.resolve(__dirname, '../../scripts/build.mjs'), '--if-stale'], {
    stdio: 'inherit',
  });
  globalThis.sharedServer = await startStrapi({ config: { signIn: { refusalFloorMs: FLOOR } } });
  // Workers inherit it: they begin after this.
  process.env.GATEHOUSE_TEST_URL = globalThis.sharedServer.url;
}
