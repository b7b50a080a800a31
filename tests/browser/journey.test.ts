import { anEmail, aPassword, firstAdmin } from '../support';
import {
  confirm,
  pickAction,
  rowWith,
  signInAs,
  theDialog,
  thePanel,
  untilAtTheLogin,
  untilIn,
  untilRefused,
  untilTold,
} from './panel';

const AT_HOME = '203.0.113.9';
const THE_OFFICE = '207.107.139.*';

const panel = thePanel();

// One story, in two browsers that stay open to its end.
it('goes from adding a user to what the log tells of them', async () => {
  const grace = { email: anEmail('grace.hopper'), password: aPassword };
  const admin = await panel.aVisitor();
  /** The header of the user's page says where the user stands. */
  const untilStatusIs = (status: string) => admin.getByText(status, { exact: true }).first().waitFor();

  // The admin signs in and finds the users in the menu.
  await signInAs(admin, firstAdmin);
  await admin.getByRole('link', { name: 'User accounts' }).click();
  await admin.getByRole('heading', { name: 'Users' }).waitFor();
  await rowWith(admin, firstAdmin.email).waitFor();

  // Adds a user, who has no access yet.
  await admin.getByRole('link', { name: 'Add user' }).click();
  await admin.getByLabel('First name').fill('Grace');
  await admin.getByLabel('Last name').fill('Hopper');
  await admin.getByRole('textbox', { name: 'E-mail' }).fill(grace.email);
  await admin.getByRole('combobox', { name: 'Roles' }).click();
  await admin.getByRole('option', { name: 'Editor' }).click();
  await admin.keyboard.press('Escape');
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  await untilStatusIs('Provisioned');

  // Sets a password, which lets the user in.
  await pickAction(admin, 'Set password');
  const dialog = theDialog(admin);
  await dialog.getByLabel('New password', { exact: false }).first().fill(grace.password);
  await dialog.getByLabel('New password again').fill(grace.password);
  await confirm(admin, 'Set password');
  await untilTold(admin, 'The password of Grace Hopper is set');
  await untilStatusIs('Active');

  // Limits the user to the addresses of the office.
  await admin.getByRole('tab', { name: 'Security' }).click();
  await admin.getByText('No rules: may sign in from anywhere', { exact: false }).waitFor();
  await admin.getByRole('button', { name: 'Add rule' }).click();
  await theDialog(admin).getByLabel('Address or range').fill(THE_OFFICE);
  await theDialog(admin).getByLabel('Note').fill('Head office');
  await confirm(admin, 'Save');
  await rowWith(admin, THE_OFFICE).getByText('Head office').waitFor();

  // The user is refused at home.
  const user = await panel.aVisitor({ from: AT_HOME });
  await signInAs(user, grace);
  await untilRefused(user);

  // The login history says why.
  await admin.getByRole('link', { name: 'Login history' }).click();
  const attempt = rowWith(admin, grace.email).first();
  await attempt.getByText('Failure').waitFor();
  await attempt.getByText('The address is not allowed').waitFor();
  await attempt.getByText(AT_HOME).waitFor();

  // The admin goes from there to the user and lifts the rule.
  await admin.getByRole('link', { name: grace.email }).first().click();
  await admin.getByRole('tab', { name: 'Security' }).click();
  await admin.getByRole('button', { name: `Delete ${THE_OFFICE}` }).click();
  await confirm(admin, 'Delete');
  await admin.getByText('No rules: may sign in from anywhere', { exact: false }).waitFor();

  // The user signs in.
  await signInAs(user, grace);
  await untilIn(user);

  // Signs out and mistypes five times, and then the right password does not help either.
  await user.getByRole('button', { name: /Grace Hopper|GH/ }).click();
  await user.getByRole('menuitem', { name: 'Log out' }).click();
  await untilAtTheLogin(user);
  for (let turn = 0; turn < 5; turn += 1) await signInAs(user, { ...grace, password: `Mistyped-${turn}` });
  await signInAs(user, grace);
  await untilRefused(user);

  // Shows as auto-locked in the list, and is unlocked there.
  await admin.getByRole('link', { name: 'Users', exact: true }).click();
  const row = rowWith(admin, grace.email);
  await row.getByText('Auto-locked').waitFor();
  await row.getByRole('button', { name: 'Unlock Grace Hopper' }).click();
  await confirm(admin, 'Unlock');
  await untilTold(admin, 'Grace Hopper is unlocked');
  await row.getByText('Active').waitFor();

  // The user signs in again.
  await signInAs(user, grace);
  await untilIn(user);

  // Is suspended, and is out with the next thing they do.
  await rowWith(admin, grace.email).getByRole('link', { name: 'Grace Hopper' }).click();
  await pickAction(admin, 'Suspend');
  await theDialog(admin).getByLabel('Reason').fill('On leave');
  await confirm(admin, 'Suspend');
  await untilStatusIs('Suspended');
  await user.getByRole('link', { name: 'Content Manager' }).first().click();
  await user.getByRole('dialog', { name: 'Sign in again' }).getByLabel('Password').fill(grace.password);
  await confirm(user, 'Sign in');
  await untilRefused(user);

  // The log tells it all.
  await admin.getByRole('tab', { name: 'Notes' }).click();
  const entries = admin.getByRole('listitem');
  await entries.filter({ hasText: 'suspended the user' }).getByText('On leave').waitFor();
  for (const entry of [
    'unlocked the user',
    'removed an IP rule',
    'added an IP rule',
    'set a password',
    'added the user',
  ])
    await entries.filter({ hasText: `First Admin ${entry}` }).waitFor();
}, 180_000);
