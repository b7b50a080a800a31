import type { Page } from 'playwright-core';

/** Fills in the two fields of a step, over the login page or after a link, that asks for a new password. */
export const fillNewPassword = async (page: Page, password: string, again = password) => {
  const step = page.locator('[role="dialog"], [data-gatehouse]');
  await step.locator('input[name="password"]').fill(password);
  await step.locator('input[name="again"]').fill(again);
};
