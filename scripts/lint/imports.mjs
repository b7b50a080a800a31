import fs from 'node:fs';
import path from 'node:path';

/** Kinds of server files: each may import those before it. Types count too: readers depend on them. */
const LADDER = [
  ...['shared', 'domain', 'config', 'platform', 'record', 'access', 'guards', 'actions', 'follow', 'routes'],
  ...['doors', 'index', 'rim'],
];

/** What each kind of file may import besides its own. */
const mayImport = {
  ...Object.fromEntries(LADDER.map((kind, rung) => [kind, LADDER.slice(0, rung)])),
  // Puts the kinds of a feature together.
  index: ['shared', 'platform', 'record', 'guards', 'actions', 'follow', 'routes'],
  admin: ['shared'],
  'admin-feature': ['shared', 'admin'],
  'admin-rim': ['shared', 'admin', 'admin-feature'],
};

/** Kinds that files of a feature are named after; all its other files are part of its record. */
const NAMED = ['guards', 'actions', 'follow', 'routes', 'index'];

/** What puts the panel's features together: what Strapi calls, and pages that show several of them. */
const ADMIN_RIM = ['App.tsx', 'index.ts', 'pages'];

/** @returns {{ kind: string, feature?: string } | undefined} undefined for files outside the plugin */
export const placeOf = (file, root) => {
  const [top, source, layer, ...rest] = path.relative(root, file).split(path.sep);
  if (top === 'shared') return { kind: 'shared' };
  if (source !== 'src' || layer === undefined) return undefined;
  if (top === 'admin') {
    if (layer !== 'features') return { kind: ADMIN_RIM.includes(layer) ? 'admin-rim' : 'admin' };
    return { kind: 'admin-feature', feature: rest.slice(0, 2).join('/') };
  }
  if (top !== 'server') return undefined;
  if (rest.length === 0) return { kind: layer === 'config.ts' || layer === 'config' ? 'config' : 'rim' };
  if (layer !== 'features') return { kind: layer };
  // features/index.ts lists the features: it belongs to none of them.
  if (rest.length < 3) return { kind: 'rim' };
  const name = rest[2].replace(/\.ts$/, '');
  return { kind: NAMED.includes(name) ? name : 'record', feature: rest.slice(0, 2).join('/') };
};

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g;
const SOURCES = ['shared', 'server/src', 'admin/src'];

/** The file that an import without an extension means; undefined if it is none of these. */
const fileAt = (target, known) =>
  ['.ts', '.tsx', '/index.ts'].map((end) => target + end).find((file) => known.has(file));

/** What each file of the plugin imports, as full paths. */
export const readImports = (root) => {
  const files = SOURCES.flatMap((source) => {
    const folder = path.join(root, source);
    return fs
      .readdirSync(folder, { recursive: true })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => path.join(folder, file));
  });
  const known = new Set(files);
  const resolve = (from, source) => fileAt(path.resolve(path.dirname(from), source), known);
  return new Map(
    files.map((file) => [
      file,
      new Set(
        [...fs.readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(
          ([, source]) => resolve(file, source) ?? [],
        ),
      ),
    ]),
  );
};

/** Whether imports lead from one to the other. */
const leadsTo = (imports, from, to) => {
  const seen = new Set();
  const open = [from];
  for (let file = open.pop(); file; file = open.pop()) {
    if (file === to) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...(imports.get(file) ?? []));
  }
  return false;
};

/** @returns {string | undefined} what is wrong with an import, in words */
export const problemOf = (from, to) => {
  if (!to) return 'leaves the plugin: only shared, server/src and admin/src are built into it';
  if (from.kind === 'admin-feature' && to.kind === from.kind)
    return from.feature === to.feature
      ? undefined
      : `"${from.feature}" reaches into "${to.feature}": what both show stands in admin/src/components`;
  if (from.kind === 'index' && to.feature !== undefined && from.feature !== to.feature)
    return 'the index of a feature puts its own files together';
  return from.kind === to.kind || mayImport[from.kind].includes(to.kind)
    ? undefined
    : `"${from.kind}" may not import "${to.kind}"`;
};

/** All violations of the ladder in the whole plugin, one line each. */
export const againstTheLadder = (root) => {
  const imports = readImports(root);
  const nameOf = (file) => path.relative(root, file).split(path.sep).join('/');
  return [...imports].flatMap(([file, targets]) => {
    const from = placeOf(file, root);
    const wrong = [...targets].filter(
      (to) => problemOf(from, placeOf(to, root)) || leadsTo(imports, to, file),
    );
    const isAtRim = from.kind === 'rim' || !/\bgetService\(/.test(fs.readFileSync(file, 'utf8'));
    return [...wrong.map(nameOf), ...(isAtRim ? [] : ['getService'])].map((to) => `${nameOf(file)} → ${to}`);
  });
};

let importsOf;

/** @type {import('eslint').Rule.RuleModule} */
export const importsTellTheTruth = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      wrongWay: 'Imports go down the ladder: {{problem}} (docs/architecture.md).',
      circle: 'Imports make no circle: "{{to}}" leads back here (docs/architecture.md).',
      registry:
        'What another feature does is imported; Strapi’s registry is for what projects call (services.ts).',
    },
  },
  create(context) {
    const root = context.cwd;
    const from = placeOf(context.filename, root);
    if (!from) return {};
    const nameOf = (file) => path.relative(root, file).split(path.sep).join('/');

    const check = (source) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = path.resolve(path.dirname(context.filename), source.value);
      importsOf ??= readImports(root);
      const file = fileAt(target, importsOf);
      const problem = problemOf(from, placeOf(file ?? target, root));
      if (problem) context.report({ node: source, messageId: 'wrongWay', data: { problem } });
      else if (file && leadsTo(importsOf, file, context.filename))
        context.report({ node: source, messageId: 'circle', data: { to: nameOf(file) } });
    };

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      CallExpression: ({ callee }) => {
        if (callee.name === 'getService' && from.kind !== 'rim')
          context.report({ node: callee, messageId: 'registry' });
      },
    };
  },
};
