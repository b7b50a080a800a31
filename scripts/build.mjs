import { buildPlugin } from './lib/plugin.mjs';
import { main } from './lib/run.mjs';

main(() => buildPlugin({ always: !process.argv.includes('--if-stale') }));
