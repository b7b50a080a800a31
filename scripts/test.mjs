import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { jest } from './lib/jest.mjs';
import { ensureOathtool } from './lib/oathtool.mjs';
import { buildPanel } from './lib/panel.mjs';
import { announce, main } from './lib/run.mjs';

const projects = [
  'domain',
  'lint',
  'access',
  'features',
  'attacks',
  'cluster',
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
  const env = { CHROMIUM_PATH: ensureChromium(), OATHTOOL_PATH: ensureOathtool() };
  if (!jest({ name: 'sqlite', projects, args, env })) {
    throw new Error('Tests failed');
  }
});
