import { aBrowser, shared, TRIES } from '../vocabulary';

const { aUser, act, call, failAtOnce, http, putBack, queries, read, signIn } = shared;

afterEach(putBack);

/** Five of them are Strapi's own, for the session. */
const KNOWN_BROWSER = 11;
const NEW_BROWSER = 12;
const WRONG_PASSWORD = 4;
const LAST_TRY = 7;
const NOT_LOOKED_AT = 2;
const RECORDED = /insert into .?gatehouse_login_attempts/;
/** Strapi tidies up with every fiftieth session that it creates. */
const TIDIES_UP = /strapi_sessions.*absolute_expires_at.{1,2} < /s;

const statementsOf = async (email: string, password: string, { status = 400, browser = aBrowser() } = {}) => {
  let answer;
  const statements = await queries.during(async () => {
    answer = await http.post('/admin/login', { body: { email, password }, browser });
  });
  expect(answer).toMatchObject({ status });
  expect(statements.filter((statement) => RECORDED.test(statement))).toHaveLength(1);
  return statements.filter((statement) => !TIDIES_UP.test(statement));
};

it('lets a browser in, known or new', async () => {
  const { email, password } = await aUser();
  const browser = aBrowser();

  const asNew = await statementsOf(email, password, { status: 200, browser });
  const asKnown = await statementsOf(email, password, { status: 200, browser });

  expect(asNew.length).toBeLessThanOrEqual(NEW_BROWSER);
  expect(asKnown.length).toBeLessThanOrEqual(KNOWN_BROWSER);
});

it('refuses a wrong password, also the one that locks', async () => {
  const { email } = await aUser();

  for (let turn = 1; turn < TRIES; turn += 1)
    expect((await statementsOf(email, 'Wrong-Horse-7')).length).toBeLessThanOrEqual(WRONG_PASSWORD);
  expect((await statementsOf(email, 'Wrong-Horse-7')).length).toBeLessThanOrEqual(LAST_TRY);
});

it("refuses names that are nobody's, and users who are kept out, alike", async () => {
  const suspended = await aUser();
  await act(suspended, 'suspend');
  const locked = await aUser();
  await failAtOnce(locked, TRIES);
  expect((await read(locked)).status).toBe('auto-locked');

  for (const { email } of [locked, suspended, { email: 'nobody@example.test' }, { email: 'x'.repeat(999) }])
    expect((await statementsOf(email, locked.password)).length).toBeLessThanOrEqual(NOT_LOOKED_AT);
});

it('gives Strapi its record of the user as Strapi itself would read it', async () => {
  const user = await aUser();

  const { body } = await signIn(user);

  const record = `await strapi.db.query('admin::user').findOne({ where: { id: ${user.adminUserId} } })`;
  const its = await call<object>(`(async () => strapi.service('admin::user').sanitizeUser(${record}))()`);
  expect(body.data.user).toEqual(its);
  expect(Object.keys(its)).toEqual(expect.arrayContaining(['documentId', 'createdAt', 'blocked']));
});
