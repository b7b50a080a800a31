import { MAIL_TEMPLATES } from '../../../shared/constants';
import { mailbox } from '../../support';
import { aBrowser, shared, succeed } from '../vocabulary';
import { mailsAt } from './vocabulary';

const { aUser, aUserAtWork, gatehouse, http, putBack, roleId, sql } = shared;
const { deliver, invite, notify } = mailsAt(shared);
const { nextMailTo } = mailbox;

const OWN = {
  subject: 'Come in, {{user.firstname}}',
  html: '<p>Here: <a href="{{link}}">{{link}}</a></p>',
  text: 'Here: {{link}}',
};
const write = (body: object = OWN, name = 'invitation') => gatehouse.put(`/mail-templates/${name}`, { body });
const read = async (name = 'invitation') =>
  succeed(await gatehouse.get('/mail-templates')).body.data.find(
    (one: { name: string }) => one.name === name,
  );

afterEach(putBack);

it('lists each with what it may hold, as it came', async () => {
  const { body } = succeed(await gatehouse.get('/mail-templates'));

  expect(body.data.map(({ name }: { name: string }) => name)).toEqual([...MAIL_TEMPLATES]);
  expect(body.data[0]).toMatchObject({ isDefault: true, changedBy: null, changedAt: null });
  expect(body.data[0].variables).toEqual(expect.arrayContaining(['user.firstname', 'project.name', 'link']));
});

it('is changed, used, told of in the log, and put back', async () => {
  const changed = succeed(await write({ ...OWN, text: `${OWN.text}\n\nSee you` })).body.data;
  expect(changed).toMatchObject({
    isDefault: false,
    changedBy: 'First Admin',
    changedAt: expect.any(String),
  });

  const user = await aUser({ firstname: 'Ada' });
  await deliver(await invite(user));
  const mail = await nextMailTo(user.email);
  expect(mail).toMatchObject({
    subject: 'Come in, Ada',
    text: expect.stringMatching(/^Here: https[\s\S]*See you/),
  });

  const [entry] = await sql('SELECT * FROM ?? WHERE ?? = ? ORDER BY ?? DESC', [
    'gatehouse_notes',
    'action',
    'mail-template-changed',
    'id',
  ]);
  expect(entry).toMatchObject({ user_id: null, target_name: 'invitation', actor_name: 'First Admin' });
  expect(Object.keys(JSON.parse(String(entry?.changes)))).toContain('subject');

  expect(succeed(await gatehouse.delete('/mail-templates/invitation')).body.data).toMatchObject({
    isDefault: true,
  });
  expect((await read()).subject).not.toBe(OWN.subject);
});

it.each([
  ['html', '<p>{{{user.firstname}}}</p>'],
  ['html', '{{&link}}'],
  ['text', '{{> other}}'],
  ['text', '{{password}}'],
  ['text', '{{#link}}'],
  ['subject', 'Your link {{link}}'],
  ['html', '<a href="https://evil.test/?{{link}}">Come in</a>'],
  ['html', '<p>Come in</p>'],
  ['text', 'https://evil.test/?{{link}}'],
  ['text', 'Come in'],
])('refuses %s: %s, and keeps what was there', async (field, value) => {
  for (const answer of [
    await write({ ...OWN, [field]: value }),
    await gatehouse.post('/mail-templates/invitation/preview', { body: { ...OWN, [field]: value } }),
    await gatehouse.post('/mail-templates/invitation/test', { body: { ...OWN, [field]: value } }),
  ]) {
    expect(answer).toFailWith({ status: 400, code: 'INVALID_TEMPLATE' });
    expect(answer.body.error.details.errors).toMatchObject([{ path: [field] }]);
  }
  expect((await read()).isDefault).toBe(true);
});

it('says which placeholder is missing or in the wrong place, for clients to put into words', async () => {
  const { body } = await write({ ...OWN, html: '<img src="{{link}}">', text: 'Come in' });

  expect(body.error.details).toMatchObject({
    code: 'INVALID_TEMPLATE',
    reason: 'template-secret-place',
    errors: [
      { path: ['html'], reason: 'template-secret-place', values: { placeholder: '{{link}}' } },
      { path: ['text'], reason: 'template-needs', values: { placeholder: '{{link}}' } },
    ],
  });
  expect(await read()).toMatchObject({ needed: ['link'] });
  expect(await read('locked')).toMatchObject({ needed: [] });
});

it('that was saved before it broke a rule is shown, and not sent', async () => {
  succeed(await write());
  const html = '<a href="https://evil.test/?{{link}}">Come in</a>';
  await sql('UPDATE ?? SET ?? = ? WHERE ?? = ?', [
    'gatehouse_mail_templates',
    'html',
    html,
    'name',
    'invitation',
  ]);
  expect(await read()).toMatchObject({ html, isDefault: false, isInForce: false });
  const user = await aUser({ firstname: 'Ada' });

  await deliver(await invite(user));

  const mail = await nextMailTo(user.email);
  expect(mail.subject).not.toBe('Come in, Ada');
  expect(JSON.stringify(mail)).not.toContain('evil.test');
  const { lines } = await shared.call<{ lines: string[] }>(
    `strapi.plugin('gatehouse').service('mailTemplates').notInForce().then((lines) => ({ lines }))`,
  );
  expect(lines).toEqual(['invitation']);
  succeed(await write());
  expect(await read()).toMatchObject({ isInForce: true });
  succeed(await gatehouse.delete('/mail-templates/invitation'));
});

it('refuses a subject of two lines, and texts that are too long or none', async () => {
  for (const body of [
    { ...OWN, subject: 'Hello\r\nBcc: eve@example.test' },
    { ...OWN, subject: ' ' },
    { ...OWN, text: '' },
    { ...OWN, html: 'x'.repeat(50_001) },
    { ...OWN, from: 'eve@example.test' },
  ]) {
    expect(await write(body)).toFailWith({ status: 400, code: 'VALIDATION' });
  }
  expect((await write(OWN, 'nothing')).status).toBe(400);
});

it('shows it with values of an example, and keeps and sends nothing', async () => {
  const before = await sql('SELECT COUNT(*) AS ?? FROM ??', ['n', 'gatehouse_mails']);
  const { data } = succeed(await gatehouse.post('/mail-templates/invitation/preview', { body: OWN })).body;

  expect(data.subject).toBe('Come in, Ada');
  expect(data.html).toMatch(/^<p>Here: <a href="https:/);
  expect(await sql('SELECT COUNT(*) AS ?? FROM ??', ['n', 'gatehouse_mails'])).toEqual(before);
  expect((await read()).isDefault).toBe(true);
});

it('is tried out on who asks, and on nobody else', async () => {
  const asker = await aUserAtWork({ roles: [await roleId('strapi-super-admin')], firstname: 'Ada' });
  const { data } = succeed(
    await http.post('/gatehouse/mail-templates/invitation/test', {
      token: asker.token,
      from: asker.from,
      body: OWN,
    }),
  ).body;

  expect(data).toEqual({ to: asker.email, status: 'sent', error: null });
  expect((await nextMailTo(asker.email)).subject).toBe('[Test] Come in, Ada');
  expect((await read()).isDefault).toBe(true);
});

describe('a mail of the log', () => {
  const again = (id: number, ask = {}) => gatehouse.post(`/mails/${id}/send-again`, ask);

  it('is sent again as a mail of its own, and who did it stands in the log of the user', async () => {
    const user = await aUser();
    const id = await notify(user);
    await deliver(id);
    await nextMailTo(user.email);

    const { data } = succeed(await again(id)).body;
    expect(data).toMatchObject({ template: 'password-changed', status: 'sent', user: user.id });
    expect(data.id).not.toBe(id);
    await nextMailTo(user.email);
    const log = succeed(await gatehouse.get(`/users/${user.id}/log`)).body.data;
    expect(log[0]).toMatchObject({ action: 'mail-sent-again', actor: { name: 'First Admin' } });
  });

  it('is not sent again where it held a link or a password', async () => {
    const user = await aUser();
    const id = await invite(user);
    await deliver(id);

    expect(await again(id)).toFailWith({ status: 400, code: 'MAIL_NOT_RESENDABLE' });
  });

  it('that still waits is tried at once', async () => {
    const user = await aUser();
    await mailbox.breakMailServer();
    const id = await invite(user);
    await deliver(id);
    await mailbox.mendMailServer();

    expect(succeed(await again(id)).body.data).toMatchObject({ id, status: 'sent', attempts: 2 });
  });

  it('of a super admin is sent again by a super admin alone, and one that is not there by nobody', async () => {
    const clerk = await shared.aUserAtWork({ roles: [(await shared.aRole(['mails.send'])).id] });
    const boss = await aUser({ roles: ['strapi-super-admin'] });
    const id = await notify(boss);

    const { token, from } = clerk;
    expect(await again(id, { token, from, browser: aBrowser() })).toFailWith({
      status: 403,
      code: 'SUPER_ADMIN_ONLY',
    });
    expect(await again(2_000_000)).toFailWith({ status: 404, code: 'NOT_FOUND' });
  });

  it('is found by user, status, template and date', async () => {
    const [one, other] = [await aUser(), await aUser()];
    await deliver(await notify(one));
    await notify(one);
    await deliver(await invite(other));
    const find = async (filters: string) =>
      succeed(await gatehouse.get(`/mails?${filters}`)).body.data.map(
        ({ template }: { template: string }) => template,
      );
    const of = ({ id }: { id: number }) => `filters[user][$eq]=${id}`;

    expect(await find(of(one))).toHaveLength(2);
    expect(await find(`${of(one)}&filters[status][$eq]=sent`)).toHaveLength(1);
    expect(await find(`${of(other)}&filters[template][$in][]=invitation`)).toEqual(['invitation']);
    expect(await find(`${of(other)}&filters[template][$eq]=locked`)).toEqual([]);
    expect(await find(`${of(one)}&filters[createdAt][$lt]=2020-01-01T00:00:00Z`)).toEqual([]);
    expect(
      await find(`${of(one)}&filters[createdAt][$gte]=2020-01-01T00:00:00Z&sort=createdAt:asc`),
    ).toHaveLength(2);
  });

  it('is forgotten when it is as old as the history is kept, a batch at a time', async () => {
    const user = await aUser();
    await notify(user);
    await shared.clock.advance(401 * 24 * 60 * 60_000);
    await shared.call(
      `strapi.cron.jobs.find(({ name }) => name === 'gatehouseOldMails').job.invoke().then(() => null)`,
    );

    expect(succeed(await gatehouse.get(`/mails?filters[user][$eq]=${user.id}`)).body.data).toEqual([]);
  });
});
