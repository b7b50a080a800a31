import { anEmail, mailbox } from '../support';
import { shared } from '../features/vocabulary';
import { isAccessibleInBothThemes } from './accessibility';
import { thePanel, untilAtTheLogin, untilIn, untilItIs } from './panel';
import { fillNewPassword } from './steps';

const NEW = 'Violet-Anchor-42';

const { act, aUser, hook, roleId } = shared;
const panel = thePanel();

const linkTo = async (email: string) => {
  const { text } = await mailbox.nextMailTo(email);
  const [link] = /https?:\S+#\S+/.exec(text) ?? [];
  if (!link) throw new Error(`No link in ${text}`);
  const { pathname, hash } = new URL(link);
  return pathname + hash;
};
const anInvited = async () => {
  const email = anEmail('invited');
  const roles = [await roleId('strapi-editor')];
  await hook('ask', {
    method: 'POST',
    path: '/users',
    body: { email, firstname: 'Grace', roles, sendInvitation: true },
  });
  return { email, link: await linkTo(email) };
};

it('lets who was invited choose a password, and sign in with it, once', async () => {
  const { email, link } = await anInvited();
  const page = await panel.aVisitor({ at: link });
  await page.getByRole('heading', { name: 'Welcome, Grace' }).waitFor();
  expect(page.url()).not.toContain('#');
  await isAccessibleInBothThemes(page, '[data-gatehouse]');
  await untilItIs(() => page.getByLabel('Email').or(page.getByLabel('E-mail')).last().inputValue(), email);

  await fillNewPassword(page, NEW);
  await page.getByRole('button', { name: 'Save password' }).click();
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();

  await untilItIs(() => page.getByLabel('Email or user name').inputValue(), email);
  await page.getByLabel('Password', { exact: false }).first().fill(NEW);
  await page.getByRole('button', { name: 'Login' }).click();
  await untilIn(page);

  // A link that was used offers the way to the login page and nothing else.
  const later = await panel.aVisitor({ at: link });
  await later.getByRole('heading', { name: 'This link does not work' }).waitFor();
  expect(await later.getByRole('main').last().getByRole('button').allTextContents()).toEqual([
    'To the login page',
  ]);
  await later.getByRole('button', { name: 'To the login page' }).click();
  await later.getByRole('button', { name: 'Login' }).click();
});

it('lets who forgot the password choose a new one, whoever is signed in there', async () => {
  const [person, other] = [await aUser(), await aUser()];
  await act(person, 'send-reset-email');
  const link = await linkTo(person.email);
  const page = await panel.visitorSignedIn(other);
  await page.goto(link);
  await page.getByRole('heading', { name: 'New password' }).waitFor();

  await fillNewPassword(page, NEW);
  await page.getByRole('button', { name: 'Save password' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();

  await untilAtTheLogin(page);
  await panel.letsIn({ ...person, password: NEW });
});
