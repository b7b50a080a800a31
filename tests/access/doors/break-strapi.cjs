'use strict';

// Loaded before Strapi (`node --require`): takes one of its functions away, or gives it other parameters, as an
// upgrade might.
const Module = require('node:module');
const { basename } = require('node:path');

/**
 * `file`: the end of the path of Strapi's module; `maker`: the exported function that makes the object, '' where it
 * is the module itself; `path`: where in the object the function is; `how`: `missing` or `changed`.
 */
const { file, maker, path, how } = JSON.parse(process.env.GATEHOUSE_TEST_BREAK);

const damage = (whole) => {
  const owner = path.slice(0, -1).reduce((part, key) => part[key], whole);
  const name = path.at(-1);
  if (typeof owner[name] !== 'function') {
    return whole;
  }
  if (how === 'missing') {
    delete owner[name];
  } else {
    owner[name] = owner[name].length === 0 ? (one) => one : () => undefined;
  }
  // So that a row of the table that breaks nothing is noticed.
  process.stdout.write(`broken: ${path.join('.')} of ${file}\n`);
  return whole;
};

const damageWhatIsMade =
  (make) =>
  (...args) =>
    damage(make(...args));

const damaged = (exports) => {
  if (maker === undefined) {
    return damage(exports);
  }
  return maker === '' ? damageWhatIsMade(exports) : { ...exports, [maker]: damageWhatIsMade(exports[maker]) };
};

const load = Module._load;
const known = new Map();
Module._load = function loadDamaged(request, parent, isMain) {
  const exports = load.call(this, request, parent, isMain);
  const isThere =
    basename(request) === basename(file) && Module._resolveFilename(request, parent, isMain).endsWith(file);
  if (!isThere) {
    return exports;
  }
  if (!known.has(exports)) {
    known.set(exports, damaged(exports));
  }
  return known.get(exports);
};
