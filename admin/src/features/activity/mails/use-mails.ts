import { useQueryParams } from '@strapi/strapi/admin';

import { useMailsQuery } from '../../../api/mails';
import { isFiltered, type UrlQuery } from '../../../components/list-query';
import { mailQuery } from './mail-query';

/** The mails to one user, or to everybody, as the page's URL asks for them. Never from the cache. */
export const useMails = (user?: number) => {
  const [{ query }] = useQueryParams<UrlQuery>();
  const list = useMailsQuery(mailQuery(query, user), { refetchOnMountOrArgChange: true });
  return { ...list, isFiltered: isFiltered(query) };
};
