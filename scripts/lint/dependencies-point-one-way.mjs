import path from 'node:path';

/** What each layer of the plugin may import besides itself. Types too: they are how a reader depends on a file. */
const layers = {
  shared: [],
  domain: ['shared'],
  config: ['shared', 'domain'],
  lib: ['shared', 'domain', 'config'],
  access: ['shared', 'domain', 'config', 'lib'],
  features: ['shared', 'domain', 'config', 'lib', 'access'],
  doors: ['shared', 'domain', 'config', 'lib', 'access', 'features'],
  index: ['shared', 'domain', 'config', 'lib', 'access', 'features', 'doors'],
  admin: ['shared'],
};

/** The layer of a file, and for a slice its feature; undefined for what is no part of the plugin. */
const placeOf = (file, root) => {
  const [top, source, layer, name, ...rest] = path.relative(root, file).split(path.sep);
  if (top === 'shared' || top === 'admin') {
    return { layer: top };
  }
  if (top !== 'server' || source !== 'src') {
    return undefined;
  }
  if (name === undefined) {
    return { layer: layer.replace(/\.ts$/, '') === 'config' ? 'config' : 'index' };
  }
  // features/index.ts lists the features: it belongs to none of them.
  return layer === 'features' && (rest.length > 0 || !name.startsWith('index'))
    ? { layer, feature: name }
    : { layer };
};

const problemOf = ({ from, to }) => {
  if (!to) {
    return 'leaves the plugin: only shared, server/src and admin/src are built into it';
  }
  if (from.layer !== to.layer) {
    return layers[from.layer].includes(to.layer) ? undefined : `"${from.layer}" may not import "${to.layer}"`;
  }
  return from.feature && to.feature && from.feature !== to.feature
    ? `the feature "${from.feature}" reaches "${to.feature}" through its service, never through its files`
    : undefined;
};

/** @type {import('eslint').Rule.RuleModule} */
export const dependenciesPointOneWay = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wrongWay: 'Dependencies point one way: {{problem}} (docs/architecture.md).' },
  },
  create(context) {
    const from = placeOf(context.filename, context.cwd);
    if (!from) {
      return {};
    }

    const check = (source) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) {
        return;
      }
      const target = path.resolve(path.dirname(context.filename), source.value);
      const problem = problemOf({ from, to: placeOf(target, context.cwd) });
      if (problem) {
        context.report({ node: source, messageId: 'wrongWay', data: { problem } });
      }
    };

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
    };
  },
};
