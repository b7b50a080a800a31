import { MAIL_STATUSES, MAIL_TEMPLATES } from '../../../../../shared/constants';
import type { MailQuery } from '../../../api/mails';
import { anyOfThe, isId, pagingOf, type UrlQuery, valueOf } from '../../../components/list-query';

const momentOf = (text: string | undefined) => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

/** The query in the page's URL, which can contain anything: what makes no sense is left out. */
export const mailQuery = (query: UrlQuery, user?: number): MailQuery => {
  const chosen = user === undefined ? valueOf(query, 'user') : String(user);
  const from = momentOf(valueOf(query, 'createdAt', '$gte'));
  const before = momentOf(valueOf(query, 'createdAt', '$lt'));
  return {
    ...pagingOf(query),
    filters: {
      ...(isId(chosen) && { user: { $eq: chosen } }),
      status: anyOfThe(query, 'status', MAIL_STATUSES),
      template: anyOfThe(query, 'template', MAIL_TEMPLATES),
      ...((from ?? before) && { createdAt: { $gte: from, $lt: before } }),
    },
  };
};
