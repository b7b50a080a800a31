import { fileURLToPath } from 'node:url';

import { againstTheLadder } from '../../scripts/lint/imports.mjs';
import { KNOWN } from '../../scripts/lint/known-imports.mjs';

// Writes what the linter knows to go against the ladder, and what there is.
const found = againstTheLadder(fileURLToPath(new URL('../..', import.meta.url)));
process.stdout.write(JSON.stringify({ known: KNOWN, found }));
