import type { z } from 'zod';

import type { MailStatus, MailTemplateName } from '../../../../../shared/constants';
import type { listMails, Mail } from '../../../../../shared/contracts/mails';
import {
  countUpTo,
  deleteOldest,
  idsIn,
  inChunks,
  newRow,
  outsideTransaction,
  type Row,
  toDate,
  toIso,
  toText,
  withinTransaction,
} from '../../../platform/database';
import { type Scope, whereInScope } from '../../permissions/scope/scope';
import type { Strapi } from '../../../platform/strapi';

const TABLE = 'gatehouse_mails';
const ROWS_A_STATEMENT = 200;
/** Beyond this the rows are no longer counted. */
const COUNT_AT_MOST = 10_000;

export type StoredMail = Omit<Mail, 'user' | 'userName'> & { userId: number; userName: string };
/** Includes what it takes to send it. */
export type OutgoingMail = StoredMail & { content: string | null; expiresAt: Date | null };
export type NewRow = Pick<StoredMail, 'userId' | 'userName' | 'template' | 'to' | 'subject'> & {
  content: string | null;
  expiresAt: Date | null;
  dueAt: Date;
};
type Query = z.output<typeof listMails.query>;

const HEAD = [
  'id',
  'user_id',
  'user_name',
  'template',
  'recipient',
  'subject',
  'status',
  'attempts',
  'answer',
  'created_at',
  'sent_at',
  'next_attempt_at',
];

const toMail = (row: Row): StoredMail => ({
  id: Number(row.id),
  userId: Number(row.user_id),
  userName: String(row.user_name),
  template: row.template as MailTemplateName,
  to: String(row.recipient),
  subject: String(row.subject),
  status: row.status as MailStatus,
  attempts: Number(row.attempts),
  answer: toText(row.answer),
  createdAt: toIso(row.created_at) ?? '',
  sentAt: toIso(row.sent_at),
  nextAttemptAt: toIso(row.next_attempt_at),
});

const matching = (
  strapi: Strapi,
  { user, status, template, createdAt }: Query['filters'],
  scope: Scope | null,
) => {
  const query = whereInScope(strapi, outsideTransaction(strapi)(TABLE), 'user_id', scope);
  if (user) query.where({ user_id: user.$eq });
  if (status) query.whereIn('status', status);
  if (template) query.whereIn('template', template);
  if (createdAt?.from) query.where('created_at', '>=', createdAt.from);
  if (createdAt?.before) query.where('created_at', '<', createdAt.before);
  return query;
};

export const find = async (strapi: Strapi, id: number): Promise<OutgoingMail | null> => {
  const row = await outsideTransaction(strapi)(TABLE).where({ id }).first<Row | undefined>();
  return row ? { ...toMail(row), content: toText(row.content), expiresAt: toDate(row.expires_at) } : null;
};

/** In the current transaction, so that a rollback sends nothing. Returns the ids. */
export const insertMany = async (strapi: Strapi, mails: readonly NewRow[], now: Date): Promise<number[]> => {
  const { from: inside } = await withinTransaction(strapi);
  const ids: number[] = [];
  for (const part of inChunks(mails, ROWS_A_STATEMENT)) {
    const rows = part.map((mail) => ({
      ...newRow(now),
      user_id: mail.userId,
      user_name: mail.userName,
      template: mail.template,
      recipient: mail.to,
      subject: mail.subject,
      status: 'queued',
      attempts: 0,
      content: mail.content,
      expires_at: mail.expiresAt,
      next_attempt_at: mail.dueAt,
    }));
    await inside(TABLE).insert(rows);
    // Not every database returns the ids of new rows.
    const written = inside(TABLE).whereIn(
      'document_id',
      rows.map(({ document_id: documentId }) => documentId),
    );
    ids.push(...(await idsIn(written.orderBy('id'))));
  }
  return ids;
};

/** Gives up the user's queued mails of this template that nobody is sending: a newer one replaces them. */
export const supersede = async (
  strapi: Strapi,
  userId: number,
  template: MailTemplateName,
  answer: string,
  now: Date,
) => {
  const { from: inside } = await withinTransaction(strapi);
  await inside(TABLE)
    .where({ user_id: userId, template, status: 'queued' })
    .where((q) => void q.whereNull('claimed_until').orWhere('claimed_until', '<', now))
    .update({ status: 'failed', answer, content: null, next_attempt_at: null, updated_at: now });
};

/**
 * Claims a mail to send it. Condition and claim are one statement, so that only one of any number of servers
 * sends it. If it dies while sending, another sends it once the claim expires: better twice than never.
 */
export const claim = async (
  strapi: Strapi,
  id: number,
  until: Date,
  now: Date,
): Promise<OutgoingMail | null> => {
  const mail = await find(strapi, id);
  if (mail?.status !== 'queued') return null;
  const attempts = mail.attempts + 1;
  const claimed = await outsideTransaction(strapi)(TABLE)
    .where({ id, status: 'queued', attempts: mail.attempts })
    .where((q) => void q.whereNull('claimed_until').orWhere('claimed_until', '<=', now))
    .update({ attempts, claimed_until: until, updated_at: now });
  return claimed === 1 ? { ...mail, attempts } : null;
};

/** The mail server has accepted it, whoever else may have tried meanwhile. */
export const settleSent = async (
  strapi: Strapi,
  id: number,
  { answer, keeps }: { answer: string | null; keeps: boolean },
  now: Date,
) => {
  await outsideTransaction(strapi)(TABLE)
    .where({ id })
    .update({
      status: 'sent',
      answer,
      sent_at: now,
      next_attempt_at: null,
      claimed_until: null,
      updated_at: now,
      ...(keeps ? {} : { content: null }),
    });
};

/** The try has failed; without `next`, for good. Does nothing if another server has tried since. */
export const settleFailed = async (
  strapi: Strapi,
  { id, attempts }: Pick<StoredMail, 'id' | 'attempts'>,
  { answer, next, keeps }: { answer: string; next: Date | null; keeps: boolean },
  now: Date,
) => {
  await outsideTransaction(strapi)(TABLE)
    .where({ id, attempts, status: 'queued' })
    .update({
      status: next ? 'queued' : 'failed',
      answer,
      next_attempt_at: next,
      claimed_until: null,
      updated_at: now,
      ...(next || keeps ? {} : { content: null }),
    });
};

/** The ids of mails that are due and that nobody is sending. */
export const due = (strapi: Strapi, now: Date, limit: number): Promise<number[]> =>
  idsIn(
    outsideTransaction(strapi)(TABLE)
      .where({ status: 'queued' })
      .where('next_attempt_at', '<=', now)
      .where((q) => void q.whereNull('claimed_until').orWhere('claimed_until', '<=', now))
      .orderBy('next_attempt_at')
      .limit(limit),
  );

/** `scope`: of the account admin who asks; null: unlimited. */
export const list = async (strapi: Strapi, { page, pageSize, sort, filters }: Query, scope: Scope | null) => {
  const total = await countUpTo(matching(strapi, filters, scope), COUNT_AT_MOST);
  // By date only if dates are asked for, else by the id, which grows with it and is in every index.
  const query = matching(strapi, filters, scope);
  if (filters.createdAt) query.orderBy('created_at', sort.direction);
  const rows = await query
    .orderBy('id', sort.direction)
    .offset((page - 1) * pageSize)
    .limit(pageSize)
    .select(HEAD);
  return { total, totalIsCapped: total === COUNT_AT_MOST, mails: rows.map(toMail) };
};

export const deleteSomeBefore = (strapi: Strapi, before: Date, limit: number) =>
  deleteOldest(outsideTransaction(strapi), TABLE, { before, limit });
