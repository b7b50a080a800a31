import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { createIntl } from 'react-intl';

import first from '../../admin/src/translations/en.json';
import pages from '../../admin/src/translations/en.pages.json';
import { ERROR_CODES } from '../../shared/error-codes';
import { REFUSALS } from '../../shared/refusals';
import { de, en } from '../support/texts';

const root = path.resolve(__dirname, '../../admin/src');
const read = (file: string) => readFileSync(file, 'utf8');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => path.join(root, file));

const importedBy = (file: string) =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].flatMap(([, to = '']) => {
    const target = path.resolve(path.dirname(file), to);
    return ['.ts', '.tsx', '/index.ts'].map((end) => target + end).filter((name) => existsSync(name));
  });

/** What the panel can show outside of the plugin's pages, which bring texts of their own. */
const outsideOfPages = () => {
  const found = new Set([path.join(root, 'index.ts')]);
  for (const file of found)
    for (const imported of importedBy(file))
      if (!importedBy(imported).some((name) => name.endsWith('/PageTexts.tsx'))) found.add(imported);
  return [...found];
};

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Ids as the code writes them: in quotes, or in backticks with something in between. */
const mentionedIn = (files: string[]) => {
  const patterns = files
    .flatMap((file) => [...read(file).matchAll(/'([\w.-]+)'|"([\w.-]+)"|`(?:\$\{PLUGIN_ID\}\.)?([^`]+)`/g)])
    .map(([, quoted, attribute, template = '']) => quoted ?? attribute ?? template)
    // One without a word of its own, such as `${id}` or `${of}s`, would mention nearly everything.
    .filter((id) => !id.includes('${') || /\.\w|\w\./.test(id.replaceAll(/\$\{[^}]*\}/g, '')))
    .map((id) =>
      id
        .split(/\$\{[^}]*\}/)
        .map(escape)
        .join('[\\w.-]+'),
    );
  const all = new RegExp(`^(${[...new Set(patterns)].join('|')})$`);
  return (id: string) => all.test(id);
};

// The later of two would be taken without a word.
it.each(['en', 'de'])('no text of %s is there twice', (language) => {
  const ids = ['', '.pages'].flatMap((part) =>
    [...read(path.join(root, `translations/${language}${part}.json`)).matchAll(/^ {2}"([^"]+)":/gm)].map(
      ([, id]) => id,
    ),
  );

  expect(ids.length).toBe(Object.keys(en).length);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

describe('the texts of the first load', () => {
  const isMentioned = mentionedIn(outsideOfPages());

  it('are all that is shown outside of the pages', () => {
    expect(Object.keys(pages).filter(isMentioned)).toEqual([]);
  });

  it('are no more than that', () => {
    expect(Object.keys(first).filter((id) => !isMentioned(id))).toEqual([]);
  });
});

describe('the English texts', () => {
  // That every text the code asks for is there is a matter of types (TextId).
  it('are all in use', () => {
    const isMentioned = mentionedIn(sources);
    expect(Object.keys(en).filter((id) => !isMentioned(id))).toEqual([]);
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
