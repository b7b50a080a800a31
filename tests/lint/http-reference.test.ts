import { spawnSync } from 'node:child_process';
import path from 'node:path';

const script = path.resolve(__dirname, '../../scripts/docs-http.mjs');

// A process of its own, because jest can't load the linter, which is ESM.
it('is OpenAPI without a fault, of which the reference is up to date', () => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });

  expect([status, stderr]).toEqual([0, '']);
});
