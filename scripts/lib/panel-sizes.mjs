import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { ensureInstalled } from './installed.mjs';
import { buildPanel } from './panel.mjs';
import { app, inRepository } from './paths.mjs';
import { run } from './run.mjs';
import { buildIfStale } from './stale.mjs';

/** How many kilobytes more the first load may be with the plugin. */
export const MOST_MORE = 60;
const without = inRepository('.tmp/app-without');

/** The panel of the same app with the plugin switched off. */
const buildWithout = () =>
  buildIfStale({
    name: 'panel-without',
    sources: [inRepository('package-lock.json'), path.join(app, 'package.json'), path.join(app, 'config')],
    outputs: [path.join(without, 'build/index.html')],
    build: () => {
      rmSync(without, { recursive: true, force: true });
      mkdirSync(without, { recursive: true });
      for (const part of ['config', 'src', 'package.json', 'favicon.png']) {
        cpSync(path.join(app, part), path.join(without, part), { recursive: true });
      }
      run(process.execPath, [inRepository('scripts/lib/strapi-build.mjs'), without], {
        env: { NODE_ENV: 'production', GATEHOUSE: 'false' },
      });
    },
  });

/** Scripts of a build: name → text. */
const scriptsOf = (folder) =>
  new Map(
    readdirSync(folder)
      .filter((file) => /\.m?js$/.test(file))
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );

/** What the page loads before it can show anything: the script it names, and all its static imports. */
const firstLoadOf = (folder, scripts) => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const loaded = new Set();
  const load = (file) => {
    if (!scripts.has(file) || loaded.has(file)) return;
    loaded.add(file);
    for (const [, name] of scripts.get(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)) load(name);
  };
  for (const [, name] of html.matchAll(/(?:src|href)="[^"]*\/([^"/]+\.m?js)"/g)) load(name);
  return loaded;
};

const kilobytes = (scripts, files) =>
  [...files].reduce((sum, file) => sum + gzipSync(scripts.get(file)).length, 0) / 1024;

const measure = (folder) => {
  const scripts = scriptsOf(folder);
  // Strapi asks each plugin for its texts, in all languages of the project, before it draws anything. Only
  // files of texts contain this id in full.
  const texts = [...scripts]
    .filter(([, text]) => text.includes('refusal.control-characters'))
    .map(([file]) => file);
  const first = firstLoadOf(folder, scripts);
  for (const file of texts) first.add(file);
  return { first: kilobytes(scripts, first), all: kilobytes(scripts, scripts.keys()) };
};

/**
 * What the panel loads, in kilobytes: Strapi builds the test app's panel for production with the plugin and without it,
 * and each file is compressed by itself, as a server sends it. `first`: before it can show anything. `all`: every page.
 */
export const panelSizes = () => {
  ensureInstalled();
  buildPanel();
  buildWithout();
  return { withIt: measure(path.join(app, 'build')), withoutIt: measure(path.join(without, 'build')) };
};
