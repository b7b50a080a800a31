import { anEmail, mailbox } from '../support';
import { shared } from '../features/vocabulary';
import { isAccessibleInBothThemes } from './accessibility';
import { confirm, theDialog, thePanel, untilIn, visit } from './panel';

const { aUser, change } = shared;
const panel = thePanel();

describe('“Forgot your password?”', () => {
  it.each([
    ['a user name', (person: { userName: string }) => person.userName],
    ['an address in capitals, with blanks', ({ email }: { email: string }) => `  ${email.toUpperCase()} `],
  ])('takes %s', async (_, typedBy) => {
    const person = await aUser();
    const userName = `ada.byron-${person.id}`;
    await change(person, { userName });
    const page = await panel.aVisitor({ at: '/admin/auth/forgot-password' });
    const typed = typedBy({ ...person, userName });

    await page.getByLabel('Email or user name').fill(typed);
    await page.getByRole('button', { name: 'Send Email' }).click();

    await page.waitForURL(/forgot-password-success/);
    expect((await mailbox.nextMailTo(person.email)).text).toContain('Choose a new password');
  });
});

it('the login page takes an address with blanks around it', async () => {
  const { email, password } = await aUser();
  const page = await panel.aVisitor();

  await page.getByLabel('Email or user name').fill(` ${email} `);
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  await page.getByRole('button', { name: 'Login' }).click();

  await untilIn(page);
});

it('who is invited can be pasted as a mail names them, and who is none is named', async () => {
  const page = await panel.atWork();
  const [ann, bob] = [anEmail('ann'), anEmail('bob')];
  await visit(page, 'users');
  await page.getByRole('button', { name: 'Invite', exact: false }).first().click();
  const dialog = theDialog(page);
  const field = dialog.getByLabel('E-mail addresses', { exact: false });
  await field.fill(
    `"Lane, Ann (Dept)" <${ann}>; Bob Stone <${bob.toUpperCase()}>\ncarl@example\tnot-an-address`,
  );
  await dialog.getByRole('combobox', { name: 'Roles' }).click();
  await page.getByRole('option', { name: 'Editor' }).click();
  await page.keyboard.press('Escape');
  await confirm(page, 'Send invitations');
  await dialog.getByText('These are not e-mail addresses: carl@example, not-an-address').waitFor();
  // Off the button, whose own colours under a pointer are Strapi's.
  await page.mouse.move(0, 0);
  await isAccessibleInBothThemes(page, '[role="dialog"]');

  await field.fill(`"Lane, Ann (Dept)" <${ann}>; Bob Stone <${bob.toUpperCase()}>\n`);
  await confirm(page, 'Send invitations');

  await dialog.getByText('2 users were invited').waitFor();
  for (const email of [ann, bob]) await dialog.getByText(email).waitFor();
});
