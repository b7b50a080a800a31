import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';

// Reads [{ file, code }] and writes the messages of each. A process of its own, because jest can't load the ESM
// configuration.
const repository = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({
  cwd: repository,
  // The samples are no files, so there are no types to be had.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId === 'gatehouse/imports-tell-the-truth',
});

const messages = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: path.join(repository, file) });
  messages.push(result.messages.map(({ message }) => message));
}
process.stdout.write(JSON.stringify(messages));
