import type { Page } from 'playwright-core';

import { de, en } from '../support/texts';

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

const german = new Set<string>(Object.values(de).flatMap(shapesOf));
const english = Object.entries(en)
  .filter(([id, text]) => de[id as keyof typeof de] !== text)
  .flatMap(([, text]) => shapesOf(text))
  .filter((shape) => !german.has(shape))
  .map(patternOf);

/** All that a page in German says, of the plugin, and what of it is English. */
export const whatIsSaidOn = async (page: Page) => {
  const said = await saidOn(page);
  return { said, english: said.filter(isEnglish) };
};

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
