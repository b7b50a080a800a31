import { codeIn } from '../features/doors/mailbox';
import { mailsAt } from '../features/mail/vocabulary';
import {
  aBrowser,
  anAddress,
  anEmail,
  MINUTE,
  succeed,
  type Answer,
  type Person,
} from '../features/vocabulary';
import { mailbox, theDatabase } from '../support';
import { aMember, givenUp, thePair, until, type Member } from './servers';

const { breakMailServer, hangUp, mailsTo, mendMailServer } = mailbox;

let one: Member;
let other: Member;
beforeAll(async () => {
  ({ one, other } = await thePair());
});
afterEach(async () => {
  await one.putBack();
  await other.clock.reset();
});

const NEW = 'Violet-Anchor-42';
const AT_ONCE = 10;
/** Of a step that a sign-in has left. */
const STEP_TRIES = 5;

const passwords = Array.from({ length: AT_ONCE }, (_, turn) => `${NEW}-${turn}`);

/** At each of the servers in turn, all at the same time. */
const onBoth = <T>(values: readonly T[], ask: (server: Member, value: T) => Promise<Answer>) =>
  Promise.all(values.map((value, turn) => ask(turn % 2 === 0 ? one : other, value)));
const isDone = ({ status }: Answer) => status === 200;
const codesOf = (answers: readonly Answer[]) =>
  answers.filter((answer) => !isDone(answer)).map(({ body }) => body.error.details.code);

const linksTo = async (email: string) => (await mailsTo(email)).filter(({ text }) => text.includes('/auth/'));
const statesOfMailsTo = async (id: number): Promise<string[]> =>
  succeed(await one.gatehouse.get(`/mails?filters[user][$eq]=${id}`)).body.data.map(
    ({ status }: { status: string }) => status,
  );
/** The token in the link that was mailed to them so many mails ago. */
const mailedTo = async (email: string, count = 1): Promise<string> => {
  await until(async () => (await linksTo(email)).length === count);
  return codeIn((await linksTo(email)).at(-1) as { text: string });
};
const follow = ({ http }: Member, token: string, password = NEW) =>
  http.post('/gatehouse/links/use', { body: { token, password }, from: anAddress() });
const open = ({ http }: Member, token: string) =>
  http.post('/gatehouse/links/read', { body: { token }, from: anAddress() });
const expectDead = async (token: string) => {
  for (const server of [one, other])
    for (const answer of [await open(server, token), await follow(server, token)])
      expect(answer).toFailWith({ status: 400, code: 'LINK_INVALID' });
};

const anInvited = async ({ gatehouse, roleId }: Member = one) => {
  const email = anEmail('invited');
  const body = { email, roles: [await roleId('strapi-editor')], sendInvitation: true };
  const { data, meta } = succeed(await gatehouse.post('/users', { body }), 201).body;
  return { id: data.id as number, email, mail: meta.mail as { status: string } };
};
const sendResetTo = (server: Member, user: Pick<Person, 'id'>) => server.act(user, 'send-reset-email');

const links = {
  invitation: { issue: () => anInvited(), resend: 'resend-invitation' },
  reset: {
    issue: async () => {
      const user = await one.aUser();
      await sendResetTo(one, user);
      return user;
    },
    resend: 'send-reset-email',
  },
};
const kinds = Object.entries(links);

describe.each(kinds)('a link of the kind %s', (_, { issue, resend }) => {
  it('sets one password, however often it is used at once over two servers', async () => {
    const { id, email } = await issue();
    const token = await mailedTo(email);

    const answers = await onBoth(passwords, (server, password) => follow(server, token, password));

    expect(answers.filter(isDone)).toHaveLength(1);
    expect(codesOf(answers)).toEqual(Array(AT_ONCE - 1).fill('LINK_INVALID'));
    const password = passwords[answers.findIndex(isDone)] as string;
    for (const server of [one, other]) expect(await server.signIn({ email, password })).toBeLetIn();
    expect(await other.read({ id })).toMatchObject({ status: 'active' });
    await expectDead(token);
  });

  it('is dead on both when the other server sends another, which works on the first', async () => {
    const { id, email } = await issue();
    const first = await mailedTo(email);
    expect((await open(other, first)).status).toBe(200);

    await other.act({ id }, resend);

    const second = await mailedTo(email, 2);
    await expectDead(first);
    expect((await follow(one, second)).status).toBe(200);
    expect(await other.signIn({ email, password: NEW })).toBeLetIn();
  });

  it('is one, the last that was mailed, when both send it at once', async () => {
    const { id, email } = await issue();
    await mailedTo(email);

    await Promise.all([one, other].map((server) => server.act({ id }, resend)));

    // The mail that had not left when the other server queued its own stays there: its link is dead already.
    await until(async () => (await statesOfMailsTo(id)).every((state) => state !== 'queued'));
    const tokens = (await linksTo(email)).map(codeIn);
    const opened = await Promise.all(tokens.map((token) => open(one, token)));
    expect(opened.filter(isDone)).toHaveLength(1);
    expect(opened[0]).toFailWith({ status: 400, code: 'LINK_INVALID' });
  });
});

type Started = Person & { browser: ReturnType<typeof aBrowser>; token: string };

/** Somebody who owes a new password and has signed in on a server. */
const beginOn = async (server: Member, user: Person): Promise<Started> => {
  const browser = aBrowser();
  const { body } = await server.signIn(user, { browser });
  return { ...user, browser, token: body.error.details.challenge.token };
};
const withStepLeft = async (server: Member): Promise<Started> => {
  const user = await one.aUser();
  await one.act(user, 'force-password-change');
  return beginOn(server, user);
};
const complete = ({ http }: Member, { token, browser, from }: Started, password = NEW) =>
  http.post('/gatehouse/sign-in/complete', { body: { token, password }, browser, from });
const sessionsOf = ({ adminUserId }: Person) =>
  one.sql('SELECT ?? FROM ?? WHERE ?? = ?', ['id', 'strapi_sessions', 'user_id', String(adminUserId)]);

describe('the step that a sign-in on one server has left', () => {
  it('lets in once, with one password, when it is done on both at once', async () => {
    const user = await withStepLeft(one);

    const answers = await onBoth(passwords, (server, password) => complete(server, user, password));

    expect(answers.filter(isDone)).toHaveLength(1);
    expect(codesOf(answers)).toEqual(Array(AT_ONCE - 1).fill('CHALLENGE_INVALID'));
    expect(await sessionsOf(user)).toHaveLength(1);
    const password = passwords[answers.findIndex(isDone)] as string;
    for (const server of [one, other]) expect(await server.signIn({ ...user, password })).toBeLetIn();
  });

  it('gives no more tries than there are, over both together', async () => {
    const user = await withStepLeft(one);

    const answers = await onBoth(Array(4 * STEP_TRIES).fill('short'), (server, password) =>
      complete(server, user, password),
    );

    expect(codesOf(answers).sort()).toEqual([
      ...Array(3 * STEP_TRIES).fill('CHALLENGE_INVALID'),
      ...Array(STEP_TRIES).fill('PASSWORD_POLICY'),
    ]);
    for (const server of [one, other])
      expect(await complete(server, user)).toFailWith({ status: 400, code: 'CHALLENGE_INVALID' });
    expect(await sessionsOf(user)).toEqual([]);
  });

  it('is left open by a sign-in that begins on the other, and over on both when that one is through', async () => {
    const user = await withStepLeft(one);
    const later = await beginOn(other, user);

    expect((await complete(one, later)).status).toBe(200);

    for (const server of [one, other])
      expect(await complete(server, user)).toFailWith({ status: 400, code: 'CHALLENGE_INVALID' });
  });
});

it.each(['suspend', 'disable', 'lock'])(
  'leaves neither link nor step to who meets %s on the other server, and gives them back to nobody',
  async (action) => {
    const user = await withStepLeft(other);
    await sendResetTo(other, user);
    const token = await mailedTo(user.email);
    expect((await open(other, token)).status).toBe(200);

    await one.act(user, action);

    expect(await complete(other, user)).toFailWith({ status: 400, code: 'CHALLENGE_INVALID' });
    await expectDead(token);
    await one.act(user, action === 'lock' ? 'unlock' : 'enable');
    await expectDead(token);
    expect(await complete(other, user)).toFailWith({ status: 400, code: 'CHALLENGE_INVALID' });
    expect(await sessionsOf(user)).toEqual([]);
  },
);

it('delivers once what a server was sending when it died, after its claim has run out and not before', async () => {
  const dying = await aMember(theDatabase());
  await breakMailServer('hangs');
  const { email, mail } = await anInvited(dying);
  expect(mail.status).toBe('queued');
  await dying.kill();
  await mendMailServer();
  await hangUp();
  const sendDue = () => other.call(`strapi.plugin('gatehouse').service('mail').run().then(() => null)`);

  await other.clock.advance(4 * MINUTE);
  await sendDue();
  expect(await linksTo(email)).toEqual([]);
  await other.clock.advance(2 * MINUTE);
  await sendDue();
  expect(await linksTo(email)).toHaveLength(1);
  await other.clock.advance(10 * MINUTE);
  await sendDue();
  expect(await linksTo(email)).toHaveLength(1);

  expect((await follow(one, await mailedTo(email))).status).toBe(200);
});

it('is sent by one of two that try at the same time', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => one.aUser()));
  for (const person of people) await mailsAt(one).notify(person);
  for (const { clock } of [one, other]) await clock.advance(2 * MINUTE);
  await Promise.all([one, other].map((server) => mailsAt(server).runDue()));

  for (const { email, id } of people) {
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await statesOfMailsTo(id)).toEqual(['sent']);
  }
});

it('made neither server give up on the database', async () => {
  expect(await givenUp(one, other)).toEqual([]);
});
