import axe from 'axe-core';
import type { Page } from 'playwright-core';

type Theme = 'light' | 'dark';

export const DIALOG = '[role="dialog"]';

/**
 * What axe has against the page as it stands, within the part that is ours: rule, why, and where. By all its rules unless
 * told which.
 */
export const accessibilityProblems = async (
  page: Page,
  within = 'main',
  rules?: readonly string[],
): Promise<string[]> => {
  // Strapi's page that loads has a main of its own, which goes with it; each box of its home page keeps one.
  await page.waitForFunction(
    () => document.querySelector('main main:not([data-strapi-widget-id] main)') === null,
  );
  await untilFadedIn(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([selector, runOnly]) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(selector, {
        resultTypes: ['violations'],
        ...(runOnly && { runOnly: [...runOnly] }),
      }),
    [within, rules] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
};

/** What is still fading in has less contrast than it will have. */
const untilFadedIn = (page: Page) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

/** Switches the system's colours, which the open page follows where nobody has chosen others, and waits until it has. */
export const inSystemTheme = async (page: Page, theme: Theme) => {
  await page.emulateMedia({ colorScheme: theme });
  await page.waitForFunction((isDark) => {
    const [red] = /\d+/.exec(getComputedStyle(document.body).backgroundColor) ?? [];
    return Number(red) < 128 === isDark;
  }, theme === 'dark');
};

/** By which rules each theme is looked at: the others ask for nothing that has a colour. */
export const THEMES = [
  ['dark', ['color-contrast', 'link-in-text-block']],
  ['light', undefined],
] as const;

/** Finds nothing against a part of the page in either theme; leaves the light one. */
export const isAccessibleInBothThemes = async (page: Page, within = 'main') => {
  for (const [theme, rules] of THEMES) {
    await inSystemTheme(page, theme);
    expect([theme, await accessibilityProblems(page, within, rules)]).toEqual([theme, []]);
  }
};
