import { MAIL_STATUSES, MAIL_TEMPLATES } from '../../../../../shared/constants';
import { index, unique } from '../../../platform/tables';

const MAILS = 'gatehouse_mails';
const TEMPLATES = 'gatehouse_mail_templates';

/** No longer than the values need: MariaDB indexes at most 3,072 bytes and counts four per character. */
const code = (values: readonly string[]) => ({
  type: 'enumeration',
  enum: values,
  column: { type: 'string', args: [32] },
  required: true,
});

/** Every mail: those still to be sent, and the record of those that were. */
export const mailSchema = {
  table: MAILS,
  attributes: {
    /** The user's id in the directory; the row outlives the user. */
    userId: { type: 'integer', required: true },
    userName: { type: 'string', required: true },
    template: code(MAIL_TEMPLATES),
    recipient: { type: 'string', required: true },
    subject: { type: 'string', required: true },
    status: code(MAIL_STATUSES),
    attempts: { type: 'integer', default: 0, required: true },
    answer: { type: 'string' },
    /** JSON text of the template's values; with a link or a password, sealed and erased when done with. */
    content: { type: 'text' },
    /** When its content expires. */
    expiresAt: { type: 'datetime' },
    sentAt: { type: 'datetime' },
    nextAttemptAt: { type: 'datetime' },
    /** Until then, the server that claimed it is sending it. */
    claimedUntil: { type: 'datetime' },
  },
  users: { userId: 'kept' },
  indexes: [
    index(MAILS, 'user_id', 'id'),
    index(MAILS, 'status', 'id'),
    index(MAILS, 'template', 'id'),
    index(MAILS, 'status', 'next_attempt_at'),
    index(MAILS, 'created_at', 'id'),
  ],
};

/** Templates that somebody has changed; the others are in the code. */
export const mailTemplateSchema = {
  table: TEMPLATES,
  attributes: {
    name: code(MAIL_TEMPLATES),
    subject: { type: 'string', required: true },
    html: { type: 'text', required: true },
    text: { type: 'text', required: true },
    changedBy: { type: 'string', required: true },
  },
  indexes: [unique(TEMPLATES, 'name')],
};
