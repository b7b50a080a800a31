import type { Page } from 'playwright-core';

import { shared } from '../features/vocabulary';
import { accessibilityProblems } from './accessibility';
import { thePanel, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});

it('the list names users of Strapi’s that are left out of it', async () => {
  const user = await shared.aUser();
  await shared.call(`(async () => {
    await strapi.db.connection('admin_users').insert({ document_id: 'twin', email: '${user.email.toUpperCase()}', is_active: true });
    await strapi.plugin('gatehouse').service('directory').reconcile();
  })()`);

  await visit(page, 'users');

  await page
    .getByRole('status')
    .filter({ hasText: `${user.email.toUpperCase()} (` })
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});
