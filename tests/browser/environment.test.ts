import type { Page } from 'playwright-core';

import { firstAdmin } from '../support';
import { shared } from '../features/vocabulary';
import { confirm, reopen, rowWith, theDialog, thePanel, untilAtTheLogin, untilItIs, visit } from './panel';

const { addRule, aUser, failToSignIn, gatehouse, putBack, setPolicy } = shared;

const panel = thePanel();
let page: Page;
beforeEach(async () => {
  page = await panel.atWork();
});
// What somebody is shut out by, last of all.
afterEach(() => putBack());

/** What stands beside a field: its error where it has one, else its hint. */
const noteBeside = (label: string) =>
  page.getByLabel(label, { exact: false }).evaluate((field) => {
    const id = field.getAttribute('aria-describedby') ?? '';
    return document.getElementById(id)?.textContent ?? null;
  });
const untilNoteBeside = async (label: string, text: RegExp) => {
  await page.getByText(text).waitFor();
  expect(await noteBeside(label)).toMatch(text);
};

describe('a rule', () => {
  it('that is none is refused beside its field, with the reason', async () => {
    const { id } = await aUser();
    await visit(page, `users/${id}/ip-addresses`);
    await page.getByRole('button', { name: 'Add rule' }).click();
    await theDialog(page).getByLabel('Address or range').fill('10.0.0.1/8');
    await confirm(page, 'Save');

    await untilNoteBeside('Address or range', /the network is 10\.0\.0\.0\/8/);

    await theDialog(page).getByLabel('Address or range').fill('10.0.0.0/8');
    await confirm(page, 'Save');
    await rowWith(page, '10.0.0.0/8').waitFor();
  });

  it('is changed where it stands', async () => {
    const { id } = await aUser();
    await addRule({ scope: 'user', user: id, range: '10.0.0.0/8' });
    await visit(page, `users/${id}/ip-addresses`);
    await page.getByRole('button', { name: 'Edit 10.0.0.0/8' }).click();
    await theDialog(page).getByLabel('Address or range').fill('2001:db8::/32');
    await confirm(page, 'Save');

    await rowWith(page, '2001:db8::/32').waitFor();
    await rowWith(page, '10.0.0.0/8').waitFor({ state: 'detached' });
  });

  it('for a role names the role', async () => {
    await visit(page, 'ip-rules');
    const roles = page.getByRole('region', { name: 'Roles' });
    await roles.getByRole('button', { name: 'Add rule' }).click();
    await theDialog(page).getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Author' }).click();
    await theDialog(page).getByLabel('Address or range').fill('192.168.1.7');
    await confirm(page, 'Save');

    await roles.getByRole('row').filter({ hasText: '192.168.1.7' }).getByText('Author').waitFor();
  });
});

it('opens where links of before lead', async () => {
  await visit(page, 'environment/addresses');
  await page.getByRole('heading', { name: 'IP rules', level: 1 }).waitFor();
});

describe('the sign-in policy', () => {
  beforeEach(async () => {
    await visit(page, 'environment');
    await page.getByLabel('Failed tries', { exact: true }).waitFor();
  });

  it('refuses a value beyond its bounds beside the field', async () => {
    await page.getByLabel('Failed tries', { exact: true }).fill('101');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByText('A whole number from 1 to 100').waitFor();
  });

  it('sends what changed alone, and says who changed it last', async () => {
    await page.getByLabel('Failed tries', { exact: true }).fill('7');
    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Save' }).click();

    expect((await sent).postDataJSON()).toEqual({ lockout: { maxFailedTries: 7 } });
    await page.getByText(/^Last changed by First Admin on /).waitFor();
  });

  it('says before it is saved what a change bears on, and afterwards who made it', async () => {
    await setPolicy({ lockout: { maxFailedTries: 7 } });
    await failToSignIn(firstAdmin, 3);
    await reopen(page);
    await page.getByLabel('Failed tries', { exact: true }).fill('3');

    const pending = page.getByRole('region', { name: 'Not saved yet' });
    await pending.getByText('Users who have no tries left until the window has passed: 1 (now 0).').waitFor();
    await page.getByRole('button', { name: 'Reset to default: Failed tries', exact: true }).click();
    await untilItIs(() => page.getByLabel('Failed tries', { exact: true }).inputValue(), '5');
    await page.getByRole('button', { name: 'Save' }).click();

    await pending.waitFor({ state: 'detached' });
    const newest = page.getByRole('region', { name: 'Changes' }).getByRole('listitem').first();
    await newest.filter({ hasText: /^First Admin.*Failed tries:75$/ }).waitFor();
  });

  it('asks before it makes users set up something, and saves what is confirmed', async () => {
    const requirement = page.getByRole('combobox', { name: 'Requirement' });
    const { after } = (
      await gatehouse.post('/policy/preview', { body: { mfa: { requirement: 'required' } } })
    ).body.data.effects[0];
    await requirement.click();
    await page.getByRole('option', { name: 'Required of everybody' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    const question = page.getByRole('alertdialog', { name: 'Save these defaults?' });
    await question.getByText(`${after} users must set up a second factor at their next sign-in`).waitFor();

    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await gatehouse.get('/policy')).body.data.mfa.requirement).toBe('optional');
    await page.getByRole('region', { name: 'Not saved yet' }).waitFor();

    const sent = page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('button', { name: 'Save' }).click();
    await question.getByRole('button', { name: 'Save' }).click();
    expect((await sent).postDataJSON()).toEqual({ mfa: { requirement: 'required' } });
    // The administrator has none either.
    await page.getByText('Set up a second factor of your own first').waitFor();
  });

  it('says that it could not count, and can be saved all the same', async () => {
    await page.route('**/gatehouse/policy/preview', (route) => route.abort());
    await page.getByLabel('Failed tries', { exact: true }).fill('6');
    await page.getByRole('button', { name: 'Save' }).click();
    const question = page.getByRole('alertdialog', { name: 'Save these defaults?' });
    await question.getByText('could not be counted', { exact: false }).waitFor();
    await question.getByRole('button', { name: 'Save' }).click();

    await page.getByText(/^Last changed by First Admin on /).waitFor();
    expect((await gatehouse.get('/policy')).body.data.lockout.maxFailedTries).toBe(6);
  });

  it('asks before what was typed is lost', async () => {
    await page.getByLabel('Failed tries', { exact: true }).fill('9');
    await page.getByRole('link', { name: 'Login history' }).click();

    await confirm(page, 'Cancel');

    await untilItIs(() => page.getByLabel('Failed tries', { exact: true }).inputValue(), '9');
  });
});

describe('a rule that would shut out who saves it', () => {
  const everyone = () => page.getByRole('region', { name: 'Everyone' });
  const save = async () => {
    await visit(page, 'ip-rules');
    await everyone().getByRole('button', { name: 'Add rule' }).click();
    await theDialog(page).getByLabel('Address or range').fill('10.9.8.7');
    await confirm(page, 'Save');
    await page.getByRole('alertdialog').getByText('This would shut you out').waitFor();
  };

  it('is not saved unless confirmed', async () => {
    await save();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await confirm(page, 'Cancel');

    await everyone().getByText('No rules: everybody may sign in from anywhere', { exact: false }).waitFor();
  });

  it('is saved when confirmed, and shuts out', async () => {
    await save();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Save all the same' }).click();

    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
    await confirm(page, 'Leave the page');
    await untilAtTheLogin(page);
  });
});
