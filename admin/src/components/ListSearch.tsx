import { useQueryParams } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { pagingOf, searchOf, type UrlQuery } from './list-query';
import { SearchField } from './SearchField';

/** The query in the URL of a list that has pages and a search. */
export const useSearchedList = () => {
  const [{ query }] = useQueryParams<UrlQuery>();
  return { ...pagingOf(query), _q: searchOf(query) };
};

/** The search of such a list, with the texts `<of>.search` and `<of>.search.hint`. */
export const ListSearch = ({ of }: { of: 'dac' | 'role-groups' | 'roles' }) => {
  const t = useTranslation();
  const [{ query }, setQuery] = useQueryParams<UrlQuery>();
  const search = searchOf(query);
  return (
    <SearchField
      label={t(`${of}.search`)}
      placeholder={t(`${of}.search.hint`)}
      value={search ?? ''}
      // Strapi writes the URL without encoding it.
      onChange={(text) =>
        setQuery({ page: '1', _q: encodeURIComponent(text) || undefined }, 'push', Boolean(search))
      }
    />
  );
};
