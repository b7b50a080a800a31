'use strict';

const path = require('node:path');

const Sequencer = require('@jest/test-sequencer').default;

const { longest, nameOf } = require('../runs.cjs');

const turnOf = (test) => {
  const turn = longest.indexOf(nameOf(path.relative(path.join(__dirname, '..'), test.path)));
  return turn < 0 ? longest.length : turn;
};

/** Starts with the slowest files, so that no worker runs alone at the end; the others in jest's order. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => turnOf(one) - turnOf(other));
  }
};
