import type { Page } from 'playwright-core';

import de from '../../admin/src/translations/de.json';
import en from '../../admin/src/translations/en.json';
import { firstAdmin } from '../support';
import { thePanel } from './panel';
import { peopleToLookAt, type Screen, screensIn, type Texts } from './screens';

/** Looks at each screen in German. In one browser for all of them, as they are looked at in `looks.ts`, too. */
export const isGerman = (screens: Screen[]) => {
  const panel = thePanel();
  let page: Page;
  let screen: ReturnType<typeof screensIn>;
  beforeAll(async () => {
    const ids = await peopleToLookAt();
    page = await panel.visitorSignedIn(firstAdmin, { stays: true, language: 'de' });
    screen = screensIn(page, { ids, t });
  });

  it.each(screens.map((one) => [one.name, one] as const))('%s is German', async (_, one) => {
    await screen.show(one);

    const said = await saidOn(page);

    expect(said.length).toBeGreaterThan(3);
    expect(said.filter(isEnglish)).toEqual([]);
    screen.wasSound();
  });
};

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
const saidOn = (page: Page) =>
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

export const isEnglish = (text: string) => english.some((pattern) => pattern.test(text));
