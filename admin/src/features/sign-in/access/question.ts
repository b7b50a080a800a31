import type { AccessQuestion } from '../../../api/access';
import { isId } from '../../../components/list-query';

/** The form's values: an empty field is null, a user's id is text. */
export type QuestionValues = {
  user: string | null;
  ip: string | null;
  at: string | null;
  realm: 'panel' | 'api';
};

/** The question in the page's URL; what is missing or no such thing is left empty. */
export const valuesIn = (query: URLSearchParams): QuestionValues => {
  const [user, at] = [query.get('user'), query.get('at')];
  return {
    user: isId(user) ? user : null,
    ip: query.get('ip'),
    at: at !== null && !Number.isNaN(Date.parse(at)) ? new Date(at).toISOString() : null,
    realm: query.get('realm') === 'api' ? 'api' : 'panel',
  };
};

export const toQuestion = ({ user, ip, at, realm }: QuestionValues): AccessQuestion => ({
  user: Number(user),
  ip: (ip ?? '').trim(),
  realm,
  ...(at && { at }),
});
