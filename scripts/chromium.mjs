import { ensureChromium } from './lib/chromium.mjs';
import { main } from './lib/run.mjs';

main(() => process.stdout.write(ensureChromium()));
