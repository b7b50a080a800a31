import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createIntl } from 'react-intl';

import de from '../../admin/src/translations/de.json';
import en from '../../admin/src/translations/en.json';
import { ERROR_CODES } from '../../shared/error-codes';
import { REFUSALS } from '../../shared/refusals';

const root = path.resolve(__dirname, '../../admin/src');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));

/** Ids as the code writes them: in quotes, or in backticks with something in between. */
const mentioned = sources
  .flatMap((source) => [...source.matchAll(/'([\w.-]+)'|"([\w.-]+)"|`([^`]+)`/g)])
  .map(([, quoted, attribute, template]) => ({ plain: quoted ?? attribute, template }))
  .map(({ plain, template }) =>
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

// The later of two would be taken without a word.
it.each(['en', 'de'])('no text of %s.json is there twice', (language) => {
  const file = readFileSync(path.join(root, `translations/${language}.json`), 'utf8');
  const ids = [...file.matchAll(/^ {2}"([^"]+)":/gm)].map(([, id]) => id);

  expect(ids.length).toBe(Object.keys(en).length);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

describe('the English texts', () => {
  // That every text the code asks for is there is a matter of types (TextId).
  it('are all in use', () => {
    const unused = Object.keys(en).filter(
      (id) =>
        id !== 'menu' && !mentioned.some((pattern) => pattern.test(id) && pattern.source !== '^[\\w.-]+$'),
    );

    expect(unused).toEqual([]);
  });

  it('have words for every code and every reason of a refusal', () => {
    const wanted = [
      ...Object.keys(ERROR_CODES).map((code) => `error.${code}`),
      ...Object.keys(REFUSALS).map((reason) => `refusal.${reason}`),
    ];

    expect(wanted.filter((id) => !(id in en))).toEqual([]);
  });
});

/** What a text is given, and what it does with it: `{count, plural, …}` is `count plural`. */
const argumentsOf = (text: string) =>
  [
    ...new Set(
      [...text.matchAll(/\{(\w+)(?:, *(\w+)|(?=\}))/g)].map(([, name, use = '']) => `${name} ${use}`),
    ),
  ].sort();

describe.each([
  ['English', 'en', en],
  ['German', 'de', de],
])('the %s texts', (_, locale, texts: Record<string, string>) => {
  it('are those of English, in the same order', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
  });

  it('use what they are given as English does', () => {
    const different = Object.entries(en).filter(
      ([id, text]) => String(argumentsOf(texts[id] ?? '')) !== String(argumentsOf(text)),
    );

    expect(different.map(([id]) => id)).toEqual([]);
  });

  it.each([0, 1, 2, 5])('can all be formatted with %s', (value) => {
    const problems: string[] = [];
    const { formatMessage } = createIntl({
      locale,
      messages: texts,
      onError: (error) => problems.push(error.message),
    });

    const formatted = Object.entries(texts).map(([id, text]) => {
      const names = [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name);
      return formatMessage({ id }, Object.fromEntries(names.map((name) => [name, value])));
    });

    expect(problems).toEqual([]);
    // But for how templates of mails are written.
    const shown = formatted.map((text) => text.replaceAll(/\{\{[#^/]name\}\}/g, ''));
    expect(shown.filter((text) => /[{}#]|undefined/.test(text))).toEqual([]);
  });
});
