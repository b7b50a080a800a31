import { type MailTemplateName, SECRET_MAILS } from '../../../../../../shared/constants';
import { assertSteppedUp } from '../../../../access/step-up';
import { type MailTexts, renderMail, templateProblems } from '../../../../domain/mail-template';
import { mailValues } from '../../../../domain/mail-values';
import { type Actor, personOf } from '../../../../platform/actor';
import { clock } from '../../../../platform/clock';
import { inTransaction } from '../../../../platform/database';
import { GatehouseError } from '../../../../platform/errors';
import { projectOf } from '../../../../platform/project';
import type { Strapi } from '../../../../platform/strapi';
import { entriesOf } from '../../../people/users/store';
import { recordChange } from '../../log/record';
import { deliverMail } from '../delivery';
import { exampleUser, exampleVariables } from '../example';
import { queueMail } from '../record';
import * as store from '../template-store';
import { describe } from '../templates';

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
const get = async (strapi: Strapi, name: MailTemplateName) =>
  describe(name, (await store.findMany(strapi, [name])).get(name));

/** The change and its log entry, in one transaction. Whoever edits a mail's link decides where it leads. */
const change = (strapi: Strapi, name: MailTemplateName, actor: Actor, write: () => Promise<void>) =>
  inTransaction(strapi, async () => {
    if (SECRET_MAILS.has(name)) await assertSteppedUp(strapi);
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

/** Sends to the actor's own address only. */
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
