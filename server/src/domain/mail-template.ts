import Mustache from 'mustache';

import type { MailTemplateName } from '../../../shared/constants';
import { type Refusal, REFUSALS, refuse } from '../../../shared/refusals';
import { secretProblem, type Token } from './mail-secrets';
import { printable } from './printable';

export type MailTexts = { subject: string; html: string; text: string };

const EVERYWHERE = [
  'user.firstname',
  'user.lastname',
  'user.displayName',
  'user.userName',
  'user.email',
  'project.name',
  'project.url',
] as const;

const OWN = {
  invitation: ['link', 'expiresAt'],
  'reset-password': ['link', 'expiresAt'],
  'temporary-password': ['password', 'expiresAt'],
  'password-changed': ['time', 'address'],
  // Without the reason, which an admin gives for the record.
  locked: ['time', 'until', 'isAutomatic'],
  'email-changed': ['time', 'address', 'oldEmail', 'newEmail'],
  'new-device': ['time', 'address', 'client'],
  'password-known': ['time', 'address'],
  'factor-added': ['time', 'address', 'factor'],
  'factor-removed': ['time', 'address', 'factor'],
  'mfa-reset': ['time'],
  'trusted-devices-deleted': ['time'],
  'recovery-code-used': ['time', 'address', 'codesLeft'],
  'sign-in-code': ['code', 'minutes'],
  'api-key-expiring': ['description', 'expiresAt'],
} as const satisfies Record<MailTemplateName, readonly string[]>;
export type MailVariable = (typeof OWN)[MailTemplateName][number];

/** What lets somebody in: nothing that the log keeps may contain it. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set<MailVariable>(['link', 'password', 'code']);

/** What `{{…}}` may name in a template. */
export const variablesOf = (name: MailTemplateName): string[] => [...EVERYWHERE, ...OWN[name]];

/** Variables without which a mail is pointless: both of its versions must contain them. */
export const neededOf = (name: MailTemplateName): string[] =>
  OWN[name].filter((variable) => SECRET_VARIABLES.has(variable));

/** Without Mustache's cache, which would keep every text that somebody tries out. */
const writer = new Mustache.Writer();
(writer as unknown as { templateCache?: unknown }).templateCache = undefined;

const flatten = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => [token, ...(Array.isArray(token[4]) ? flatten(token[4]) : [])]);

// eslint-disable-next-line no-control-regex -- among them the marks that placeholders are looked at by
const CONTROL = /[\u0000-\u0008]/;
type Problem = { message: string; why?: Refusal };
type FieldProblem = { field: keyof MailTexts } & Problem;

/** What is wrong with one text, or its tokens. Only values and sections, and only of allowed variables. */
const read = (text: string, allowed: ReadonlySet<string>): Problem | { tokens: Token[] } => {
  if (CONTROL.test(text))
    return { message: REFUSALS['control-characters'], why: refuse('control-characters') };
  let tokens: Token[];
  try {
    tokens = writer.parse(text) as Token[];
  } catch (error) {
    return { message: (error as Error).message };
  }
  for (const [type, value] of flatten(tokens)) {
    if (type === '&')
      return {
        message: `{{{${value}}}} and {{&${value}}} would put a value in as it is: write {{${value}}}`,
      };
    if (type === '>' || type === '=') return { message: `{{${type}${value}}} is not supported` };
    if (type !== 'text' && type !== '!' && !allowed.has(value)) {
      const placeholder = `{{${value}}}`;
      const isSecret = SECRET_VARIABLES.has(value);
      return {
        message: `${placeholder} is not known`,
        ...(isSecret && { why: refuse('template-no-secret', { placeholder }) }),
      };
    }
  }
  return { tokens };
};

/**
 * What is wrong with a template's texts, by field. Subjects are logged and so contain no secret;
 * `mail-secrets.ts` says where else one may be.
 */
export const templateProblems = (name: MailTemplateName, texts: MailTexts) => {
  const all = variablesOf(name);
  const needed = neededOf(name);
  const allowed = {
    subject: new Set(all.filter((variable) => !SECRET_VARIABLES.has(variable))),
    html: new Set(all),
    text: new Set(all),
  };
  return (['subject', 'html', 'text'] as const).flatMap((field): FieldProblem[] => {
    const found = read(texts[field], allowed[field]);
    if (!('tokens' in found)) return [{ field, ...found }];
    const problem =
      field === 'subject'
        ? null
        : needed.map((secret) => secretProblem(found.tokens, secret, field)).find((one) => one !== null);
    return problem ? [{ field, message: problem.refused, why: problem }] : [];
  });
};

/** Values as templates see them; missing ones are empty. */
export type MailValues = { [name: string]: string | boolean | MailValues };

const plain = (value: string) => value;

/** On one line, whatever the values contain. */
export const renderSubject = ({ subject }: Pick<MailTexts, 'subject'>, values: MailValues): string =>
  printable(writer.render(subject, values, undefined, { escape: plain }).replace(/\s+/g, ' ').trim()).slice(
    0,
    MAX_SUBJECT,
  );

/** A value stays a value whatever it contains: escaped in HTML, and on one line in the subject. */
export const renderMail = ({ subject, html, text }: MailTexts, values: MailValues): MailTexts => ({
  subject: renderSubject({ subject }, values),
  html: writer.render(html, values),
  text: writer.render(text, values, undefined, { escape: plain }),
});
const MAX_SUBJECT = 255;
