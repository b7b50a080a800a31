import { MAX_TYPED_PASSWORD } from '../../../shared/constants';
import { shared, succeed } from '../vocabulary';

const { aUser, aUserAtWork, gatehouse, http, putBack, signIn, sql } = shared;

afterEach(putBack);

/** As long as a password can be: bcrypt reads no further. */
const LONGEST = `Violet-Anchor-42${'x'.repeat(56)}`;
const setPassword = async ({ id }: { id: number }, password: string) =>
  succeed(await gatehouse.post(`/users/${id}/set-password`, { body: { password } }));

it.each([
  ['with one letter more', `${LONGEST}y`],
  ['with any end', `${LONGEST}${'tail'.repeat(50)}`],
  ['with a mark that belongs to its last letter', `${LONGEST}\u0301`],
])('is another password %s', async (_, typed) => {
  const user = await aUser();
  await setPassword(user, LONGEST);

  expect(await signIn({ ...user, password: typed })).toBeRefusedAs('wrong-password');
  expect(await signIn({ ...user, password: LONGEST })).toBeLetIn();
});

it('is another where it is asked for at work, too', async () => {
  const user = await aUserAtWork();
  await setPassword(user, LONGEST);
  const { token } = await signIn({ ...user, password: LONGEST });
  const ask = (password: string) =>
    http.post('/gatehouse/me/step-up', { token: String(token), from: user.from, body: { password } });

  expect((await ask(`${LONGEST}y`)).body.error.details.code).toBe('WRONG_PASSWORD');
  succeed(await ask(LONGEST));
});

it('stays usable where Strapi took a longer one before Gatehouse came, until it is changed', async () => {
  const user = await aUser();
  await setPassword(user, LONGEST);
  // Nobody wrote down then when it was set.
  await sql('UPDATE ?? SET ?? = NULL WHERE ?? = ?', [
    'gatehouse_users',
    'password_changed_at',
    'id',
    user.id,
  ]);
  const old = { ...user, password: `${LONGEST} and what bcrypt never read` };
  expect(await signIn(old)).toBeLetIn();
  // Nobody's is longer than that, however bcrypt would read it.
  const endless = `${LONGEST}${'x'.repeat(MAX_TYPED_PASSWORD)}`;
  expect(await signIn({ ...user, password: endless })).toBeRefusedAs('wrong-password');

  const other = LONGEST.replace('Violet', 'Purple');
  await setPassword(user, other);

  expect(await signIn({ ...old, password: `${other} and more` })).toBeRefusedAs('wrong-password');
});

it('knows of every user made here when their password was set', async () => {
  const user = await aUser();

  const [row] = await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_users', 'id', user.id]);

  expect(row?.password_changed_at).not.toBeNull();
});
