import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createIntl } from 'react-intl';

import en from '../../admin/src/translations/en.json';

const root = path.resolve(__dirname, '../../admin/src');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));

/** Ids as the code writes them: in quotes, or in backticks with something in between. */
const mentioned = sources
  .flatMap((source) => [...source.matchAll(/'([\w.-]+)'|`([^`]+)`/g)])
  .map(([, plain, template]) =>
    plain === undefined
      ? new RegExp(
          `^${(template ?? '')
            .split(/\$\{[^}]*\}/)
            .map(escape)
            .join('[\\w.-]+')}$`,
        )
      : new RegExp(`^${escape(plain)}$`),
  );

function escape(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('the English texts', () => {
  // That every text the code asks for is there is a matter of types (TextId).
  it('are all in use', () => {
    const unused = Object.keys(en).filter(
      (id) =>
        id !== 'menu' && !mentioned.some((pattern) => pattern.test(id) && pattern.source !== '^[\\w.-]+$'),
    );

    expect(unused).toEqual([]);
  });

  it('can all be formatted', () => {
    const problems: string[] = [];
    const { formatMessage } = createIntl({
      locale: 'en',
      messages: en,
      onError: (error) => problems.push(error.message),
    });

    for (const [id, text] of Object.entries(en)) {
      const names = [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name);
      formatMessage({ id }, Object.fromEntries(names.map((name) => [name, 1])));
    }

    expect(problems).toEqual([]);
  });
});
