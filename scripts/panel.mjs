import { buildPanel } from './lib/panel.mjs';
import { main } from './lib/run.mjs';

main(() => buildPanel());
