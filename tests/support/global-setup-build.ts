import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Builds the plugin from the sources as they are; each file starts its own servers. */
export default function setUp(): void {
  execFileSync(process.execPath, [path.resolve(__dirname, '../../scripts/build.mjs'), '--if-stale'], {
    stdio: 'inherit',
  });
}
