import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { inRepository, repository } from './paths.mjs';

/**
 * Builds what is missing or was built from other sources.
 * Compared by content, not by date, as a checkout changes every date.
 */
export const buildIfStale = ({ name, sources, outputs, build }) => {
  const stamp = inRepository('.cache', `${name}.stamp`);
  const now = hashOf(sources);
  const isFresh =
    outputs.every((output) => existsSync(output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (isFresh) {
    return false;
  }
  build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
};

const hashOf = (sources) => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn).sort()) {
    hash.update(path.relative(repository, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

const filesIn = (source) => {
  if (!existsSync(source)) {
    return [];
  }
  return statSync(source).isDirectory()
    ? readdirSync(source, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [source];
};
