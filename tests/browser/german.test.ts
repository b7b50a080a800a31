import type { Page } from 'playwright-core';

import de from '../../admin/src/translations/de.json';
import en from '../../admin/src/translations/en.json';
import { firstAdmin } from '../support';
import { openThePanel, type Panel, visit } from './panel';
import { peopleToLookAt, SCREENS, type Texts, untilStill } from './screens';

let panel: Panel;
let page: Page;
let ids: Awaited<ReturnType<typeof peopleToLookAt>>;

beforeAll(async () => {
  panel = await openThePanel();
  ids = await peopleToLookAt(panel);
  page = await panel.visitorSignedIn(firstAdmin);
  // What was typed to look at it is let go.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'de'));
});
afterAll(() => panel?.close());

/** The part before the first value, which is enough to find it by. */
const t: Texts = (id) => (de[id].split('{')[0] ?? '').trim();

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Texts a message can become: one for each branch of its plural, values standing for anything. */
const shapesOf = (text: string): string[] => {
  const plural = /\{\w+, plural, ((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/.exec(text);
  if (!plural) return [text];
  const branches = [...(plural[1] ?? '').matchAll(/(?:one|other|=0) \{((?:[^{}]|\{[^{}]*\})*)\}/g)];
  return branches.flatMap(([, branch = '']) => shapesOf(text.replace(plural[0], branch.replace('#', '{n}'))));
};
const patternOf = (shape: string) =>
  new RegExp(
    `^${shape
      .split(/\{[^{}]*\}/)
      .map(literal)
      .join('.+')}$`,
    's',
  );

/** Strapi's own date field says so in every language (5.54). */
const STRAPIS = ['Clear'];
const german = new Set<string>([...Object.values(de).flatMap(shapesOf), ...STRAPIS]);
const english = Object.entries(en)
  .filter(([id, text]) => de[id as keyof typeof de] !== text)
  .flatMap(([, text]) => shapesOf(text))
  .filter((shape) => !german.has(shape))
  .map(patternOf);

/** Everything that is read out or seen of the plugin, Strapi's own frame left out. */
const saidOn = () =>
  page.evaluate(() => {
    const said = new Set<string>();
    const parts = document.querySelectorAll(
      'main, nav[aria-label="Benutzerkonten"], [role=dialog], [role=alertdialog], [role=menu]',
    );
    for (const part of parts) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) said.add(walker.currentNode.textContent?.trim() ?? '');
      for (const element of part.querySelectorAll('*'))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
          said.add(element.getAttribute(name)?.trim() ?? '');
    }
    return [...said].filter(Boolean);
  });

it.each(SCREENS.map((screen) => [screen.name, screen] as const))(
  '%s is German',
  async (_, { path, open }) => {
    await visit(page, path(ids));
    await untilStill(page);
    await open?.(page, t);
    await untilStill(page);

    const said = await saidOn();

    expect(said.length).toBeGreaterThan(3);
    expect(said.filter((text) => english.some((pattern) => pattern.test(text)))).toEqual([]);
  },
);

it('the home page is German', async () => {
  await page.goto('/admin');
  await page.getByText(de['widget.locked.title']).waitFor();
  await untilStill(page);

  expect((await saidOn()).filter((text) => english.some((pattern) => pattern.test(text)))).toEqual([]);
});

it('would notice what is English', () => {
  for (const text of ['Never', 'Add user', '12 users', 'Delete 10.*', 'Edit Ada Lovelace'])
    expect([text, english.some((pattern) => pattern.test(text))]).toEqual([text, true]);
});
