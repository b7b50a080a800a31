import { fileURLToPath } from 'node:url';

import { againstTheLadder } from '../../scripts/lint/imports.mjs';

// Writes what goes against the ladder in the plugin.
const root = fileURLToPath(new URL('../..', import.meta.url));
process.stdout.write(JSON.stringify(againstTheLadder(root)));
