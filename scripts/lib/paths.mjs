import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const app = path.join(repository, 'tests/app');

export const inRepository = (...parts) => path.join(repository, ...parts);
export const bin = (name) => inRepository('node_modules/.bin', name);
