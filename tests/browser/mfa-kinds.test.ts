import { firstAdmin, mailbox } from '../support';
import { shared, succeed } from '../features/vocabulary';
import { DIALOG, isAccessibleInBothThemes } from './accessibility';
import { confirm, signInAs, theDialog, thePanel, untilIn, untilItIs, untilTold, visit } from './panel';
import { codeField, signOut, whoNeedsOne } from './second-factor';

const { aUser, gatehouse, putBack } = shared;
const panel = thePanel();
// Which factors are in use.
afterEach(() => putBack());

it('is a passkey, where the browser has one', async () => {
  const person = await aUser();
  const page = await panel.aVisitor({ byName: true });
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await signInAs(page, person);
  await untilIn(page);
  await visit(page, '../gatehouse-me');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await theDialog(page).getByLabel('Present password').fill(person.password);
  await confirm(page, 'Next');
  await theDialog(page).getByRole('heading', { name: 'Recovery codes' }).waitFor();
  await confirm(page, 'I have kept them');
  await page.getByRole('list', { name: 'Factors' }).getByText('Passkey').first().waitFor();

  await signOut(page);
  await signInAs(page, person);
  await theDialog(page).getByRole('heading', { name: 'Second factor' }).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await confirm(page, 'Use passkey');
  await untilIn(page);

  // Another browser has no such passkey, and the recovery codes are the way in.
  const other = await panel.aVisitor({ byName: true });
  await signInAs(other, person);
  await theDialog(other).getByRole('button', { name: 'Use a recovery code' }).click();
  await theDialog(other).getByLabel('Recovery code').waitFor();
});

it('takes a click on another kind, though the picture for an app comes while the button is down', async () => {
  succeed(await gatehouse.put('/policy', { body: { mfa: { methods: ['totp', 'passkey', 'mail'] } } }));
  const person = await whoNeedsOne();
  const page = await panel.aVisitor();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/gatehouse/sign-in/enrol', async (route) => {
    if (route.request().postDataJSON().kind === 'totp') await held;
    await route.continue();
  });

  await signInAs(page, person);
  await theDialog(page).getByRole('button', { name: 'Get codes by mail' }).hover();
  await page.mouse.down();
  letGo();
  await theDialog(page)
    .getByRole('img', { name: /^QR code/ })
    .waitFor();
  await page.mouse.up();

  await theDialog(page).getByText(`A code was sent to ${person.email}.`).waitFor();
});

/** The next code that is mailed to them, past other mails. */
const nextCodeTo = async (email: string): Promise<string> => {
  const { text } = await mailbox.nextMailTo(email);
  return /Code: (\d{6})/.exec(text)?.[1] ?? nextCodeTo(email);
};

it('is a code by mail, where that is put in use', async () => {
  const admin = await panel.visitorSignedIn(firstAdmin);
  await visit(admin, 'environment');
  const kinds = admin.getByRole('group', { name: 'Kinds in use' });
  await untilItIs(
    () => kinds.getByRole('checkbox', { name: 'Authenticator app (always)' }).isDisabled(),
    true,
  );
  await kinds.getByRole('checkbox', { name: 'Codes by mail' }).check();
  await admin
    .getByRole('region', { name: 'Not saved yet' })
    .getByText('Authenticator app, Passkey, Codes by mail')
    .waitFor();
  await admin.getByRole('button', { name: 'Save' }).click();
  await untilTold(admin, 'The defaults were saved');

  const person = await whoNeedsOne();
  const page = await panel.aVisitor();
  await signInAs(page, person);
  await theDialog(page).getByRole('button', { name: 'Get codes by mail' }).click();
  await theDialog(page).getByText(`A code was sent to ${person.email}.`).waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await codeField(page).fill(await nextCodeTo(person.email));
  await confirm(page, 'Set up and sign in');
  await confirm(page, 'I have kept them');
  await untilIn(page);

  await signOut(page);
  await signInAs(page, person);
  await theDialog(page)
    .getByText(/^A code was sent to .•••@example.test\.$/)
    .waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
  await codeField(page).fill('000000');
  await confirm(page, 'Sign in');
  await theDialog(page).getByText('This code is not right').waitFor();
  await nextCodeTo(person.email);
  await theDialog(page).getByRole('button', { name: 'Send another code' }).click();
  await codeField(page).fill(await nextCodeTo(person.email));
  await confirm(page, 'Sign in');
  await untilIn(page);
  await visit(page, '../gatehouse-me');
  await page.getByRole('button', { name: 'Add codes by mail' }).click();
  await theDialog(page)
    .getByText(/Weaker than an app or a passkey/)
    .waitFor();
  await isAccessibleInBothThemes(page, DIALOG);
});
