import type { z } from 'zod';

import { type MailTemplateName, SECRET_MAILS } from '../../../../../shared/constants';
import type { listMails, Mail } from '../../../../../shared/contracts/mails';
import { type MailTexts, renderSubject } from '../../../domain/mail-template';
import { type MailUser, type MailVariables, mailValues } from '../../../domain/mail-values';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { GatehouseError } from '../../../platform/errors';
import { paginate } from '../../../platform/pagination';
import { projectOf } from '../../../platform/project';
import { secretsOf } from '../../../platform/secrets';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createDelivery } from './delivery';
import { createLetters, type Letter } from './letters';
import { createMailStore, type NewRow, type StoredMail } from './store';
import { hasMailProvider } from './transport';

/** Whoever queues a mail delivers it at once; one that was forgotten, or whose server died, is found after this. */
const FOUND_AFTER_MS = 60_000;

export type NewMail = {
  template: MailTemplateName;
  user: MailUser;
  /** Another address than the user's. */
  to?: string;
  variables?: MailVariables;
  /** When what it holds is worth nothing any more; `expiresAt` of the variables unless told. */
  expiresAt?: Date;
  /** Instead of the template's, to try them out. */
  texts?: MailTexts;
};

/** Every mail to a user, and the record of it: written down first, then sent, again and again where it must be. */
export const mailService = ({ strapi }: { strapi: Strapi }) => {
  const store = createMailStore(strapi);
  const templates = () => getService(strapi, 'mailTemplates');
  const letters = createLetters(secretsOf(strapi), (names) => templates().textsOf(names));
  const delivery = createDelivery(strapi, store, letters);

  const rowsOf = async (mails: readonly NewMail[], dueAt: Date) => {
    const textsOf = await templates().textsOf([...new Set(mails.map(({ template }) => template))]);
    return mails.map((mail): NewRow & { letter: Letter } => {
      const { template, user, to = user.email, variables = {} } = mail;
      const { locale } = user;
      const values = mailValues(user, projectOf(strapi), variables);
      const letter = { values, locale, ...(mail.texts && { texts: mail.texts }) };
      const subject = renderSubject(mail.texts ?? textsOf(template, locale), values);
      const expires = variables.expiresAt instanceof Date ? variables.expiresAt : null;
      return {
        letter,
        userId: user.id,
        userName: user.userName.slice(0, 255),
        template,
        to,
        subject,
        content: letters.close(template, letter),
        expiresAt: mail.expiresAt ?? expires,
        dueAt,
      };
    });
  };

  const insert = async (mails: readonly NewMail[], dueAt: Date): Promise<number[]> => {
    const now = clock.now();
    const rows = await rowsOf(mails, dueAt);
    for (const { userId, template, letter } of rows)
      if (SECRET_MAILS.has(template) && !letter.texts)
        await store.supersede(userId, template, 'A newer mail has taken its place', now);
    const ids = await store.insertMany(rows, now);
    rows.forEach((row, turn) => {
      const id = ids[turn];
      if (id !== undefined && letters.isInMemory(row)) letters.remember(id, row.letter);
    });
    return ids;
  };

  const describe = async (mails: readonly StoredMail[]): Promise<Mail[]> => {
    const names = await getService(strapi, 'users').userNames(mails.map(({ userId }) => userId));
    return mails.map(({ userId, userName, ...mail }) => {
      const name = names.get(userId);
      return { ...mail, user: name === undefined ? null : userId, userName: name ?? userName };
    });
  };

  const find = async (id: number) => {
    const mail = await store.find(id);
    if (!mail) throw new GatehouseError('NOT_FOUND');
    return mail;
  };

  return {
    ...delivery,

    isThere: () => hasMailProvider(strapi),

    /** Writes a mail down in the transaction that is under way; `deliver` sends it when that is committed. */
    async queue(mail: NewMail): Promise<number> {
      const [id] = await insert([mail], new Date(clock.now().getTime() + FOUND_AFTER_MS));
      return id as number;
    },

    /** Several, in the transaction that is under way; they leave when they are due. */
    queueMany: (mails: readonly NewMail[]) => insert(mails, clock.now()),

    /** Mails that nobody waits for, of one template or several. */
    async sendSoon(mails: readonly NewMail[]) {
      await insert(mails, clock.now());
      void delivery.run();
    },

    async list(query: z.output<typeof listMails.query>, actor: Actor) {
      const { page, pageSize } = query;
      const { total, totalIsCapped, mails } = await store.list(
        query,
        await getService(strapi, 'reach').of(actor),
      );
      return { data: await describe(mails), meta: paginate({ page, pageSize, total, totalIsCapped }) };
    },

    /** One that still waits is tried at once; another is sent anew and is a mail of its own. */
    async sendAgain(id: number, actor: Actor) {
      const mail = await find(id);
      await getService(strapi, 'reach').assertSees(mail.userId, actor);
      await getService(strapi, 'users').assertMayManage(mail.userId, actor, 'id');
      const newId = mail.status === 'queued' ? id : await copy(mail, actor);
      await delivery.deliver(newId);
      return { data: (await describe([await find(newId)]))[0] as Mail };
    },

    deleteBefore: (before: Date) =>
      getService(strapi, 'lease').inBatches('mail-retention', (limit) =>
        store.deleteSomeBefore(before, limit),
      ),
  };

  async function copy(mail: Awaited<ReturnType<typeof find>>, actor: Actor) {
    if (SECRET_MAILS.has(mail.template) || mail.content === null)
      throw new GatehouseError('MAIL_NOT_RESENDABLE');
    return inTransaction(strapi, async () => {
      const now = clock.now();
      const dueAt = new Date(now.getTime() + FOUND_AFTER_MS);
      const [id] = await store.insertMany([{ ...mail, dueAt }], now);
      await getService(strapi, 'log').recordChange({
        about: { kind: 'user', id: mail.userId },
        action: 'mail-sent-again',
        changes: null,
        text: mail.subject,
        actor,
      });
      return id as number;
    });
  }
};

declare module '../../../platform/services' {
  interface Services {
    mail: ReturnType<typeof mailService>;
  }
}
