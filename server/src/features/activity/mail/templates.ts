import { MAIL_TEMPLATES, type MailTemplateName, SECRET_MAILS } from '../../../../../shared/constants';
import type { MailTemplate } from '../../../../../shared/contracts/mails';
import { assertFreshProofOfSession } from '../../../access/fresh-proof';
import {
  type MailTexts,
  neededOf,
  renderMail,
  templateProblems,
  variablesOf,
} from '../../../domain/mail-template';
import { mailValues } from '../../../domain/mail-values';
import { type Actor, personOf } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { projectOf } from '../../../platform/project';
import type { Strapi } from '../../../platform/strapi';
import { defaultTexts } from './defaults';
import { exampleUser, exampleVariables } from './example';
import type { StoredTemplate } from './template-store';
import * as store from './template-store';
import { recordChange } from '../log/service';
import { entriesOf } from '../../people/users/store';
import { queueMail } from './service';
import { deliverMail } from './delivery';

/** What was saved before there was a rule, or into the table by hand, may break it: it is shown, and not sent. */
const isInForce = (name: MailTemplateName, texts: MailTexts) => templateProblems(name, texts).length === 0;

const assertReadable = (name: MailTemplateName, texts: MailTexts) => {
  const [first, ...others] = templateProblems(name, texts);
  if (!first) return;
  throw new GatehouseError('INVALID_TEMPLATE', {
    message: `${first.field}: ${first.message}`,
    why: first.why,
    errors: [first, ...others].map(({ field, message, why }) => ({
      path: [field],
      message,
      code: 'INVALID_TEMPLATE',
      ...(why && { reason: why.reason, values: why.values }),
    })),
  });
};

/**
 * The texts of these templates, in one look-up: what somebody has written, where it still is as it has to be, else the
 * default in the user's language.
 */
export const mailTextsOf = async (strapi: Strapi, names: readonly MailTemplateName[]) => {
  const edited = await store.findMany(strapi, names);
  for (const [name, texts] of edited) if (!isInForce(name, texts)) edited.delete(name);
  return (name: MailTemplateName, locale: string | null): MailTexts =>
    edited.get(name) ?? defaultTexts(name, locale);
};

const describe = (name: MailTemplateName, edited: StoredTemplate | undefined): MailTemplate => {
  const { subject, html, text } = edited ?? defaultTexts(name, null);
  return {
    name,
    subject,
    html,
    text,
    isDefault: edited === undefined,
    isInForce: edited === undefined || isInForce(name, edited),
    variables: variablesOf(name),
    needed: neededOf(name),
    changedBy: edited?.changedBy ?? null,
    changedAt: edited?.changedAt ?? null,
  };
};
const get = async (strapi: Strapi, name: MailTemplateName) =>
  describe(name, (await store.findMany(strapi, [name])).get(name));

/** What is done, and who did it, in one transaction. Whoever writes the link in a mail decides where it leads. */
const change = (strapi: Strapi, name: MailTemplateName, actor: Actor, write: () => Promise<void>) =>
  inTransaction(strapi, async () => {
    if (SECRET_MAILS.has(name)) await assertFreshProofOfSession(strapi);
    const before = await get(strapi, name);
    await write();
    const after = await get(strapi, name);
    const changed = (['subject', 'html', 'text'] as const).filter((field) => before[field] !== after[field]);
    await recordChange(strapi, {
      about: { kind: 'mail-template', name },
      action: 'mail-template-changed',
      changes: Object.fromEntries(
        changed.map((field) => [field, { before: before[field], after: after[field] }]),
      ),
      actor,
    });
    return { data: after };
  });

export const listMailTemplates = async (strapi: Strapi) => {
  const edited = await store.findMany(strapi, MAIL_TEMPLATES);
  return { data: MAIL_TEMPLATES.map((name) => describe(name, edited.get(name))) };
};

/** Changed ones that are not sent. */
export const templatesNotInForce = async (strapi: Strapi): Promise<MailTemplateName[]> => {
  const edited = await store.findMany(strapi, MAIL_TEMPLATES);
  return [...edited].flatMap(([name, texts]) => (isInForce(name, texts) ? [] : [name]));
};

export const updateMailTemplate = async (
  strapi: Strapi,
  name: MailTemplateName,
  texts: MailTexts,
  actor: Actor,
) => {
  assertReadable(name, texts);
  return change(strapi, name, actor, () =>
    store.save(strapi, name, texts, actor.name.slice(0, 255), clock.now()),
  );
};

export const resetMailTemplate = (strapi: Strapi, name: MailTemplateName, actor: Actor) =>
  change(strapi, name, actor, () => store.remove(strapi, name));

export const previewMailTemplate = async (strapi: Strapi, name: MailTemplateName, texts: MailTexts) => {
  assertReadable(name, texts);
  const values = mailValues(exampleUser, projectOf(strapi), exampleVariables(name, clock.now()));
  return { data: renderMail(texts, values) };
};

/** To the asker's own address and nobody else's. */
export const testMailTemplate = async (
  strapi: Strapi,
  name: MailTemplateName,
  texts: MailTexts,
  actor: Actor,
) => {
  assertReadable(name, texts);
  const [user] = await entriesOf(strapi, [personOf(actor)]);
  if (!user) throw new GatehouseError('UNKNOWN_USER');
  const id = await queueMail(strapi, {
    template: name,
    user,
    variables: exampleVariables(name, clock.now()),
    texts: { ...texts, subject: `[Test] ${texts.subject}` },
  });
  const { status, error } = await deliverMail(strapi, id);
  return { data: { to: user.email, status, error } };
};
