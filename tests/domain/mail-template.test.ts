import fc from '../support/fast-check';
import { MAIL_TEMPLATES } from '../../shared/constants';
import { renderMail, templateProblems, variablesOf } from '../../server/src/domain/mail-template';
import { type MailUser, mailValues } from '../../server/src/domain/mail-values';
import { defaultTexts } from '../../server/src/features/activity/mail/defaults';

const ada: MailUser = {
  id: 1,
  email: 'ada@example.test',
  userName: 'ada',
  firstname: 'Ada',
  lastname: null,
  displayName: null,
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
};
const project = { name: 'Northwind', url: 'https://northwind.example/admin' };
const texts = (text: string) => ({ subject: 'x', html: '{{link}}', text: `${text}\n{{link}}` });
const problems = (text: string) => templateProblems('invitation', texts(text)).map(({ field }) => field);

describe('a template', () => {
  it.each([
    '{{user.firstname}}',
    '{{ link }}',
    '{{#link}}a{{/link}}{{^link}}b{{/link}}',
    '{{! a remark }}',
    '{ }',
    '',
  ])('may hold %s', (text) => expect(problems(text)).toEqual([]));

  it.each([
    '{{{user.firstname}}}',
    '{{&user.firstname}}',
    '{{> partial}}',
    '{{=<% %>=}}',
    '{{password}}',
    '{{constructor}}',
    '{{user}}',
    '{{.}}',
    '{{user.password}}',
    '{{#user.firstname}}{{length}}{{/user.firstname}}',
    '{{#link}}never closed',
    '{{link',
    '{{/link}}',
  ])('may not hold %s', (text) => expect(problems(text)).toEqual(['text']));

  it('holds no secret in its subject, which stands in the log', () => {
    const problem = templateProblems('invitation', {
      subject: '{{link}}',
      html: '{{link}}',
      text: '{{link}}',
    });
    expect(problem).toMatchObject([{ field: 'subject' }]);
  });

  it.each(MAIL_TEMPLATES)('%s has a readable default in both languages', (name) => {
    for (const locale of ['en', 'de-AT', 'fr', null]) {
      expect(templateProblems(name, defaultTexts(name, locale))).toEqual([]);
    }
    expect(defaultTexts(name, 'de').subject).not.toBe(defaultTexts(name, 'en').subject);
    expect(defaultTexts(name, 'fr')).toBe(defaultTexts(name, null));
    // Nothing is fetched when the mail is opened.
    expect(defaultTexts(name, null).html).not.toMatch(/<(img|link|script|iframe|style)\b|url\(/i);
  });
});

describe('a value', () => {
  it('stays a value, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (name) => {
        const values = mailValues(
          { ...ada, firstname: `<b>${name}{{link}}\r\nBcc: x@example.test` },
          project,
          {},
        );
        const one = '{{user.firstname}}';
        const { subject, html, text } = renderMail({ subject: one, html: one, text: one }, values);

        expect(html).not.toMatch(/[<>"']/);
        expect(`${subject}${text}`).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(text).toContain('{{link}}');
      }),
    );
  });

  it('that is a moment reads as the user reads it', () => {
    const at = (user: MailUser) => mailValues(user, project, { time: new Date('2030-07-01T10:00:00Z') }).time;

    expect(at(ada)).toBe('1. Juli 2030 um 12:00 MESZ');
    expect(at({ ...ada, locale: null, timeZone: null })).toBe('July 1, 2030 at 10:00 AM UTC');
    expect(at({ ...ada, timeZone: 'Mars/Olympus' })).toBe('1. Juli 2030 um 10:00 UTC');
    expect(at({ ...ada, locale: 'no locale' })).toBe('July 1, 2030 at 12:00 PM GMT+2');
    expect(at({ ...ada, locale: 'no locale', timeZone: 'Mars/Olympus' })).toBe(
      'July 1, 2030 at 10:00 AM UTC',
    );
  });

  it.each([
    ['http://evil.example', /http:\/\/|evil\.example/],
    ['Ann https://evil.example/pay?x=1', /https:\/\/|evil\.example/],
    ['www.evil.example', /www\.evil|evil\.example/],
    ['evil.com', /evil\.com/],
    ['b\u00fccher.example', /cher\.example/],
    ['ftp://10.0.0.1/x', /ftp:\/\//],
    ['mailto:a@evil.example', /a@evil/],
    ['evil\u3002com', /evil\u3002com/],
  ])('that somebody chose as a name is no link: %s', (name, link) => {
    const all = '{{user.firstname}} {{user.lastname}} {{user.displayName}} {{user.userName}} {{description}}';
    const user = { ...ada, firstname: name, lastname: name, displayName: name, userName: name };
    const sent = renderMail(
      { subject: all, html: all, text: all },
      mailValues(user, project, { description: name }),
    );

    for (const part of Object.values(sent)) {
      expect(part).not.toMatch(link);
      // To read, it is what it was.
      expect(part.replaceAll('\u2060', '').replaceAll('&#x2F;', '/').replaceAll('&#x3D;', '=')).toBe(
        Array.from({ length: 5 }, () => name).join(' '),
      );
    }
  });

  it.each(['St. John', 'J. R. R. Tolkien', "O'Byron", 'Jos\u00e9 \u00c1ngel', 'v2.0', 'Smith, Jr.', 'a/b'])(
    'that is a name stays as it is: %s',
    (name) => {
      const { user } = mailValues({ ...ada, firstname: name }, project, {}) as never as { user: MailUser };
      expect(user.firstname).toBe(name);
    },
  );

  it('that is an address of the user, of the project or the secret of the mail stays as it is', () => {
    const link = 'https://northwind.example/admin#x';
    const values = mailValues({ ...ada, firstname: null, userName: ada.email }, project, {
      link,
      password: 'evil.com',
      newEmail: 'eve@example.test',
    });

    expect(values).toMatchObject({
      link,
      password: 'evil.com',
      newEmail: 'eve@example.test',
      project,
      user: { email: ada.email, userName: ada.email, displayName: ada.email },
    });
  });

  it('that a user has not got gives way to the e-mail address where they are called by it', () => {
    const named = (more: Partial<MailUser>) => mailValues({ ...ada, ...more }, project, {}).user;

    expect(named({})).toMatchObject({ displayName: 'Ada', lastname: '' });
    expect(named({ firstname: null })).toMatchObject({ displayName: 'ada@example.test' });
    expect(named({ displayName: 'Countess' })).toMatchObject({ displayName: 'Countess' });
  });
});

it('has every variable of its name, and no other secret', () => {
  expect(variablesOf('temporary-password')).toContain('password');
  expect(variablesOf('locked')).not.toEqual(expect.arrayContaining(['link']));
});
