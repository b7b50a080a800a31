import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

import { inRepository } from '../../../scripts/lib/paths.mjs';

const load = () => loadavg()[0].toFixed(2);

/** Begins the account of where and when it was measured. `describe`, at the end: facts by their names. */
export const watchMachine = () => {
  const began = new Date();
  const loadBefore = load();
  const strapi = JSON.parse(readFileSync(inRepository('node_modules/@strapi/strapi/package.json'), 'utf8'));

  return {
    describe: ({ database }) => ({
      Date: began.toISOString().slice(0, 10),
      Took: `${Math.ceil((Date.now() - began) / 60_000)} min`,
      Processor: `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
      Memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
      'Node.js': process.versions.node,
      Strapi: strapi.version,
      Database: database,
      Load: `${loadBefore} before, ${load()} at the end`,
    }),
  };
};
