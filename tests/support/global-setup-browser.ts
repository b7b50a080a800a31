import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { openTheHall } from './global-setup';
import { build } from './hall';

/** The same for browser tests: builds the panel as well, and finds the browser that will show it. */
export default async function setUp(): Promise<void> {
  build('panel.mjs');
  process.env.CHROMIUM_PATH = execFileSync(
    process.execPath,
    [path.resolve(__dirname, '../../scripts/chromium.mjs')],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await openTheHall();
}
