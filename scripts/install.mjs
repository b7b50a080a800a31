import { ensureInstalled } from './lib/installed.mjs';
import { main } from './lib/run.mjs';

main(ensureInstalled);
