import { mailbox } from '../../support';
import { HOUR, MINUTE, shared, type Person } from '../vocabulary';
import { LINK, mailsAt, TOKEN } from './vocabulary';

const { aUser, call, change, clock, gatehouse, putBack, sql } = shared;
const { deliver, invite, logOf, notify, rowOf, runDue, tellNewPassword } = mailsAt(shared);
const { breakMailServer, hangUp, mailsTo, mendMailServer, nextMailTo } = mailbox;

let user: Person;
beforeEach(async () => {
  await sql('DELETE FROM ??', ['gatehouse_mails']);
  user = await aUser({ firstname: 'Ada', lastname: 'Byron' });
});
afterEach(async () => {
  await mendMailServer();
  await hangUp();
  await putBack();
});

it('arrives, in both versions, and stands in the log of the user', async () => {
  expect(await deliver(await invite(user))).toMatchObject({ status: 'sent', error: null });

  const mail = await nextMailTo(user.email);
  expect(mail).toMatchObject({ to: [user.email], from: 'gatehouse@example.test' });
  expect(mail.text).toContain('Hello Ada Byron,');
  expect(mail.text).toContain(LINK);
  expect(mail.html).toMatch(/<html lang="en">[\s\S]*<a href="https:/);
  expect(await logOf(user)).toMatchObject([
    {
      user: user.id,
      userName: user.email,
      template: 'invitation',
      to: user.email,
      status: 'sent',
      attempts: 1,
    },
  ]);
});

it("is in the user's language, and tells times in the user's time zone", async () => {
  await change(user, { locale: 'de-DE', timeZone: 'Asia/Tokyo' });
  await deliver(await notify(user));

  const { subject, text } = await nextMailTo(user.email);
  expect(subject).toMatch(/^Ihr Passwort für .* wurde geändert$/);
  expect(text).toMatch(/am \d+\. \S+ \d{4} um \d\d:\d\d GMT\+9 geändert/);
});

it('is not sent when what it tells about is undone', async () => {
  const service = `strapi.plugin('gatehouse').service('mail')`;
  await expect(
    call(`strapi.db.transaction(async () => {
      const user = await strapi.plugin('gatehouse').service('users').find(${user.id});
      await ${service}.queue({ template: 'password-changed', user });
      throw new Error('undone');
    })`),
  ).rejects.toThrow('undone');
  await clock.advance(HOUR);
  await runDue();

  expect(await logOf(user)).toEqual([]);
  expect(await mailsTo(user.email)).toEqual([]);
});

describe('that the mail server does not take', () => {
  it('is tried again after pauses that grow, and arrives once', async () => {
    await breakMailServer();
    const id = await invite(user);
    expect(await deliver(id)).toMatchObject({
      status: 'queued',
      error: expect.stringContaining('Try again later'),
    });

    await runDue();
    expect((await logOf(user))[0]).toMatchObject({
      status: 'queued',
      attempts: 1,
      nextAttemptAt: expect.any(String),
    });
    await clock.advance(MINUTE + 1);
    await runDue();
    expect((await logOf(user))[0]).toMatchObject({ status: 'queued', attempts: 2 });
    await mendMailServer();
    await clock.advance(MINUTE + 1);
    await runDue();
    expect((await logOf(user))[0]).toMatchObject({ attempts: 2 });
    await clock.advance(5 * MINUTE);
    await runDue();

    expect((await logOf(user))[0]).toMatchObject({ status: 'sent', attempts: 3, nextAttemptAt: null });
    await nextMailTo(user.email);
    await clock.advance(24 * HOUR);
    await runDue();
    expect(await mailsTo(user.email)).toEqual([]);
  });

  it('fails for good in the end, and nothing of it is left', async () => {
    await breakMailServer();
    const id = await tellNewPassword(user, 'Horse-7-Battery');
    await deliver(id);
    for (let turn = 0; turn < 7; turn += 1) {
      await clock.advance(9 * HOUR);
      await runDue();
    }

    expect((await logOf(user))[0]).toMatchObject({ status: 'failed', attempts: 6, nextAttemptAt: null });
    expect((await rowOf(id)).content).toBeNull();
  });

  it('fails at once where the server never will take it', async () => {
    await breakMailServer('rejects');

    expect(await deliver(await notify(user))).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('No such mailbox'),
    });
  });

  it('keeps nobody waiting, and arrives nowhere twice', async () => {
    await breakMailServer('hangs');
    const started = Date.now();
    const id = await notify(user);
    expect(await deliver(id, '{ waitMs: 300 }')).toMatchObject({ id, status: 'queued' });
    expect(Date.now() - started).toBeLessThan(5_000);

    // As long as it is under way nobody else takes it.
    await mendMailServer();
    await runDue();
    expect(await deliver(id)).toMatchObject({ status: 'queued' });
    expect(await mailsTo(user.email)).toEqual([]);
    // The server that was at it has died.
    await clock.advance(6 * MINUTE);
    await runDue();
    await nextMailTo(user.email);
  });

  it('is not sent any more when its link has run out', async () => {
    await breakMailServer();
    const id = await invite(user, 30_000);
    await deliver(id);
    await mendMailServer();
    await clock.advance(MINUTE + 1);
    await runDue();

    expect((await logOf(user))[0]).toMatchObject({
      status: 'failed',
      answer: expect.stringContaining('expired'),
    });
    expect([(await rowOf(id)).content, await mailsTo(user.email)]).toEqual([null, []]);
  });

  it('gives way to a newer one of its kind', async () => {
    await breakMailServer();
    const [first, second] = [await invite(user), await invite(user)];
    await mendMailServer();

    expect(await deliver(second)).toMatchObject({ status: 'sent' });
    expect(await deliver(first)).toMatchObject({ status: 'failed', error: expect.stringContaining('newer') });
    await nextMailTo(user.email);
    expect(await mailsTo(user.email)).toEqual([]);
  });

  it('fails for good when the user is gone, whose name stays', async () => {
    const id = await notify(user);
    await gatehouse.delete(`/users/${user.id}`);

    expect(await deliver(id)).toMatchObject({ status: 'failed' });
    const { body } = await gatehouse.get('/mails');
    expect(body.data).toMatchObject([{ user: null, userName: user.email }]);
  });
});

describe('what lets somebody in', () => {
  it('is sealed while it waits, erased when it has left, and stands in no answer', async () => {
    await breakMailServer('echoes');
    const id = await invite(user);
    const waiting = await rowOf(id);
    const refused = await deliver(id);
    const log = await logOf(user);
    await mendMailServer();
    await deliver(id);

    expect(waiting.content).toMatch(/^v1\.[0-9a-f]{12}\./);
    expect(JSON.stringify([waiting, refused, log, await rowOf(id)])).not.toContain(TOKEN);
    expect(log[0]?.answer).toContain('spam');
    expect((await rowOf(id)).content).toBeNull();
    expect((await nextMailTo(user.email)).text).toContain(TOKEN);
  });

  it('stands in no answer as a password either', async () => {
    await breakMailServer('echoes');
    const id = await tellNewPassword(user, 'Tr0ub4dor&3-x');
    await deliver(id);

    expect(JSON.stringify([await rowOf(id), await logOf(user)])).not.toContain('Tr0ub4dor&3-x');
  });
});

it('is escaped, whatever users are called', async () => {
  const hostile = await aUser({ firstname: '<img src=x>"\'&{{link}}', lastname: '{{{link}}}' });
  await deliver(await invite(hostile));

  const { html, text, subject } = await nextMailTo(hostile.email);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src&#x3D;x&gt;');
  expect(text).toContain('Hello <img src=x>"\'&{{link}} {{{link}}},');
  expect(subject).not.toMatch(/[\r\n]/);
});
