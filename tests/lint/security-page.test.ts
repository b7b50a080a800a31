import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { REASONS } from '../../shared/constants';
import { LOG_ACTIONS } from '../../shared/log/actions';

const repository = path.resolve(__dirname, '../..');
const docs = path.join(repository, 'docs');
const page = readFileSync(path.join(docs, 'security.md'), 'utf8');

/** OWASP ASVS 5.0.0, chapters 6, 7, 8 and 16: of each section the levels of its requirements, in their order. */
const LEVELS = {
  '6.1': '122',
  '6.2': '111111112222',
  '6.3': '11223333',
  '6.4': '112233',
  '6.5': '22222333',
  '6.6': '2223',
  '6.7': '33',
  '6.8': '2222',
  '7.1': '222',
  '7.2': '1111',
  '7.3': '22',
  '7.4': '11222',
  '7.5': '223',
  '7.6': '22',
  '8.1': '1233',
  '8.2': '1123',
  '8.3': '133',
  '8.4': '23',
  '16.1': '2',
  '16.2': '22222',
  '16.3': '2222',
  '16.4': '222',
  '16.5': '2223',
};
const asked = Object.entries(LEVELS).flatMap(([section, levels]) =>
  [...levels].map((level, at) => [`${section}.${at + 1}`, level]),
);

type Row = { id: string; level: string; state: string; answer: string };
const rows: Row[] = page
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ /.test(line))
  .map((line) => {
    const [, id = '', level = '', , state = '', answer = '', ...rest] = line
      .split('|')
      .map((cell) => cell.trim());
    // The end of the line; more of it would be a cell that was cut in two.
    expect([id, rest]).toEqual([id, ['']]);
    return { id, level, state, answer };
  });

it('answers each requirement once, in the order and at the level of the standard', () => {
  expect(rows.map(({ id, level }) => [id, level])).toEqual(asked);
});

const explained = page.slice(page.indexOf('## ASVS'), page.indexOf('### V6.1'));
const states = [...explained.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)].map(([, state]) => state);

/** A test, one that is still to come, or a reason. */
const SHOWN = /`tests\/[^`]+\.test\.tsx?`|TODO\(test\)|\bReason\b/;

it.each(rows)('$id is answered by a test or a reason, in a state that the page explains: $state', (row) => {
  expect(states).toContain(row.state);
  expect(row.answer).toMatch(SHOWN);
});

it.each(rows.filter(({ state }) => state.startsWith('opt-in')))(
  '$id says how it is switched on, and what is advised',
  ({ answer }) => {
    expect(answer).toMatch(/\bSwitched on by\b/);
    expect(answer).toMatch(/\bAdvised:/);
  },
);

it.each(rows.filter(({ state }) => ['partly', 'not met'].includes(state)))(
  '$id says what is missing, or why',
  ({ answer }) => {
    expect(answer).toMatch(/\b(Reason|Gap|Missing|Not recorded)\b/);
  },
);

it('names tests that are there', () => {
  const named = new Set([...page.matchAll(/`(tests\/[^`]+\.tsx?)`/g)].map(([, file]) => file as string));

  expect(named.size).toBeGreaterThan(0);
  expect([...named].filter((file) => !existsSync(path.join(repository, file)))).toEqual([]);
});

it('names every reason and every action that can be logged', () => {
  expect([...REASONS, ...LOG_ACTIONS].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

/** As GitHub makes them of headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

it('links to pages and headings that are there', () => {
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  const isThere = ([, file = '', anchor]: RegExpExecArray) => {
    const target = file === '' ? path.join(docs, 'security.md') : path.join(docs, file);
    if (!existsSync(target)) return false;
    return anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  };

  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !isThere(link)).map(([link]) => link)).toEqual([]);
});

it('says where a fault is reported: at the repository that package.json names, once it names one', () => {
  const { repository: named } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
    repository?: string | { url: string };
  };
  const [, report = ''] = page.split('## Report a fault');
  const address = typeof named === 'object' ? named.url : named;

  if (address === undefined) expect(report).toContain('names neither a repository nor an address');
  else expect(report).toContain(address.replace(/^git\+|\.git$/g, ''));
});
