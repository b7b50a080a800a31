import { createRequire } from 'node:module';
import path from 'node:path';

type Loaded = Record<string, { exports: unknown } | undefined>;

/** Everything Node has loaded by `require`, wherever the project's package manager has put it. */
const cache = createRequire(path.join(process.cwd(), 'index.js')).cache as Loaded;

/** Loaded files whose path ends with `suffix`; a project may have several copies of a package. */
export const loadedFiles = (suffix: string): string[] => {
  const end = path.sep + suffix.replaceAll('/', path.sep);
  return Object.keys(cache).filter((file) => file.endsWith(end));
};

/** The exports of one of Strapi's own files; null if it does not exist or is not loaded. */
export const loadedModule = (suffix: string): object | null => {
  const [file] = loadedFiles(suffix);
  const exports = file === undefined ? undefined : cache[file]?.exports;
  return typeof exports === 'object' ? exports : null;
};
