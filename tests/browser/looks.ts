import type { Page } from 'playwright-core';

import { firstAdmin } from '../support';
import { de, en } from '../support/texts';
import { accessibilityProblems, inSystemTheme, THEMES } from './accessibility';
import { whatIsSaidOn } from './german';
import { thePanel } from './panel';
import { peopleToLookAt, type Screen, screensIn, type Texts } from './screens';

const texts = { de, en };
/** The part of a text before its first value, which is enough to find it by. */
const textsIn =
  (language: keyof typeof texts): Texts =>
  (id) =>
    (texts[language][id].split('{')[0] ?? '').trim();

/** The narrow one first: what is opened has to be within reach there. */
const NARROW = { width: 768, height: 1024 };
const WIDE = { width: 1280, height: 800 };

/**
 * Looks at each screen in a narrow and a wide window and in both themes; in German unless told, whose words are longer,
 * and then for what is English, too. One visit for all there is to ask of a screen: Strapi follows the window and the
 * system's colours while it is open. And one browser for all screens: each begins with its own address, and a browser of
 * its own would compile the whole panel for each.
 */
export const looksWell = (screens: Screen[], language: keyof typeof texts = 'de') => {
  const panel = thePanel();
  let page: Page;
  let screen: ReturnType<typeof screensIn>;
  beforeAll(async () => {
    const ids = await peopleToLookAt();
    page = await panel.visitorSignedIn(firstAdmin, { stays: true, language });
    screen = screensIn(page, { ids, t: textsIn(language) });
  });

  it.each(screens.map((one) => [one.name, one] as const))(
    `%s stays within the window, and has nothing against it by axe: ${language}`,
    async (name, one) => {
      await page.setViewportSize(NARROW);
      await page.emulateMedia({ colorScheme: 'light' });
      await screen.show(one);
      const opened = await layers(page);
      if (language === 'de') {
        const { said, english } = await whatIsSaidOn(page);
        expect(said.length).toBeGreaterThan(3);
        expect(english).toEqual([]);
      }
      if (one.isStrapis) return screen.wasSound();

      for (const size of [NARROW, WIDE]) {
        await page.setViewportSize(size);
        await screen.untilStill();
        await keep(page, `${size.width} ${name}`);
        const seen = {
          size,
          cutOff: await cutOff(page),
          isTooWide: await isWiderThanTheWindow(page),
          opened: await layers(page),
        };
        expect(seen).toEqual({ size, cutOff: [], isTooWide: false, opened });
      }

      // What is pointed at has Strapi's own colours for that.
      await page.mouse.move(0, 0);
      const within = (await dialogs(page).count()) > 0 ? '[role=dialog], [role=alertdialog]' : 'main';
      for (const [theme, rules] of THEMES) {
        await inSystemTheme(page, theme);
        await keep(page, `${theme} ${name}`);
        const problems = await accessibilityProblems(page, within, rules);
        expect({ theme, problems, opened: await layers(page) }).toEqual({ theme, problems: [], opened });
      }
      screen.wasSound();
    },
  );
};

const dialogs = (page: Page) => page.locator('[role=dialog], [role=alertdialog]');
const layers = (page: Page) =>
  page.locator('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]').count();

/** Keeps a picture to look at, where somebody wants one: `SCREENSHOTS=folder`. */
const keep = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS;
  if (folder)
    await page.screenshot({ path: `${folder}/${name.replace(/\W+/g, '-')}.png`, animations: 'disabled' });
};

/** What reaches out of the window to the right, and nobody can scroll to. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const isScrolled = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || isScrolled(element.parentElement));
    const parts = document.querySelectorAll('main, [role=dialog], [role=alertdialog]');
    return [...parts]
      .flatMap((part) =>
        [...part.querySelectorAll('button, a, input, h1, h2, label, p, td, [role=tab]')].filter((element) => {
          const { right, left, width } = element.getBoundingClientRect();
          return width > 1 && (right > innerWidth + 1 || left < -1) && !isScrolled(element.parentElement);
        }),
      )
      .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 60)}`);
  });
const isWiderThanTheWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
