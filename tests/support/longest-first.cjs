'use strict';

const path = require('node:path');

const Sequencer = require('@jest/test-sequencer').default;

const { longest } = require('../runs.cjs');

const turnOf = (test) => {
  const file = path.relative(path.join(__dirname, '..'), test.path).replace(/\.test\.tsx?$/, '');
  const turn = longest.indexOf(file.split(path.sep).join('/'));
  return turn < 0 ? longest.length : turn;
};

/** Begins with the files that take longest, so that no worker goes on alone at the end; the others as jest has them. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => turnOf(one) - turnOf(other));
  }
};
