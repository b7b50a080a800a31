import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../admin/src');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const);

/** The elements that a password is typed into, by their names, as they are written. */
const fields = sources.flatMap(([file, source]) =>
  [...source.matchAll(/\bname="(?:\w*[pP]assword|again)"/g)].map(({ index }) => {
    const element = source.slice(source.lastIndexOf('<', index), source.indexOf('/>', index));
    return [file, element] as const;
  }),
);

it('finds the fields of the pages that there are', () => {
  const files = new Set(fields.map(([file]) => path.basename(file)));

  expect([...files]).toEqual(expect.arrayContaining(['NewPasswordFields.tsx', 'CurrentPasswordField.tsx']));
});

it.each(fields)('%s masks what is typed, and says to password managers what it is: %s', (_file, element) => {
  expect(element).toMatch(/\btype="password"/);
  expect(element).toMatch(/\bautoComplete="(new|current)-password"/);
});

it.each(sources)('%s has no password without such a name, and leaves pasting alone', (_file, source) => {
  const named = (source.match(/\bname="(?:\w*[pP]assword|again)"/g) ?? []).length;

  expect((source.match(/\btype="password"/g) ?? []).length).toBe(named);
  expect(source).not.toMatch(/onPaste|['"]paste['"]/);
});
