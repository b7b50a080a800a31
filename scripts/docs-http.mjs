import { readFileSync, writeFileSync } from 'node:fs';

import { createConfig, lintFromString } from '@redocly/openapi-core';

import { toReference } from './lib/http-reference.mjs';
import { inRepository } from './lib/paths.mjs';
import { main } from './lib/run.mjs';
import { requireTypeScript } from './lib/typescript.mjs';

// Lints the OpenAPI document and writes docs/guide/http-reference.md; with --check, says if that is stale.
const page = inRepository('docs/guide/http-reference.md');
const { openApiDocument } = requireTypeScript(
  inRepository('server/src/features/settings/openapi/document.ts'),
);

const lint = async (document) => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  const lines = problems.map(
    ({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`,
  );
  if (lines.length > 0) throw new Error(lines.join('\n'));
};

main(async () => {
  const document = openApiDocument({ version: '1.0.0', server: '/', apiPrefix: '/api' });
  await lint(document);
  const reference = toReference(document);
  if (!process.argv.includes('--check')) writeFileSync(page, reference);
  else if (readFileSync(page, 'utf8') !== reference)
    throw new Error('docs/guide/http-reference.md is out of date: run npm run docs:http');
});
