import type { Page } from 'playwright-core';

import { accessibilityProblems, inSystemTheme } from './accessibility';

/** Fills in the two fields of a step, over the login page or after a link, that asks for a new password. */
export const fillNewPassword = async (page: Page, password: string, again = password) => {
  const step = page.locator('[role="dialog"], [data-gatehouse]');
  await step.locator('input[name="password"]').fill(password);
  await step.locator('input[name="again"]').fill(again);
};

/** Finds nothing against a part of the page in either theme; leaves the light one. */
export const isAccessibleInBothThemes = async (page: Page, within = '[role="dialog"]') => {
  for (const theme of ['dark', 'light'] as const) {
    await inSystemTheme(page, theme);
    expect([theme, await accessibilityProblems(page, within)]).toEqual([theme, []]);
  }
};
