import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { jest } from './lib/jest.mjs';
import { buildPanel } from './lib/panel.mjs';
import { announce, main } from './lib/run.mjs';

// Not `cluster`: two servers on one SQLite file are nothing Strapi supports; test:databases runs it.
const projects = [
  'domain',
  'lint',
  'access',
  'features',
  'attacks',
  'support',
  'admin',
  'browser',
  'package',
];

main(() => {
  ensureInstalled();

  announce('Building what has changed');
  buildPanel();

  announce('Testing on SQLite');
  const args = process.argv.slice(2);
  if (!jest({ name: 'sqlite', projects, args, env: { CHROMIUM_PATH: ensureChromium() } })) {
    throw new Error('Tests failed');
  }
});
