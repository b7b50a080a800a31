import { execFileSync } from 'node:child_process';
import path from 'node:path';

const script = (name: string) => path.resolve(__dirname, '../../scripts', name);

/** Builds the panel and finds the browser that will see it; each file starts its own server. */
export default function setUp(): void {
  execFileSync(process.execPath, [script('panel.mjs')], { stdio: 'inherit' });
  process.env.CHROMIUM_PATH = execFileSync(process.execPath, [script('chromium.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
