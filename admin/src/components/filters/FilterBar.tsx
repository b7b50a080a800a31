import { deepEncodeQueryValues, useQueryParams, withEncodedUserParams } from '@strapi/strapi/admin';

import { conditionsIn, type UrlQuery } from '../list-query';
import { FilterButton } from './FilterButton';
import type { FilterField } from './filter-field';
import { FilterTags } from './FilterTags';

/** The filters of a list that keeps them in the URL: a button, and beside it what the list is filtered by. */
export const FilterBar = ({ fields }: { fields: readonly FilterField[] }) => {
  const [{ query }, setQuery] = useQueryParams<UrlQuery & { period?: string }>();
  const props = {
    fields,
    conditions: conditionsIn(query).filter((condition) => fields.some(({ name }) => name in condition)),
    onChange: ($and: ReturnType<typeof conditionsIn>) =>
      setQuery(
        withEncodedUserParams(query, {
          filters: $and.length > 0 ? deepEncodeQueryValues({ $and }) : undefined,
          page: '1',
          // A period and dates of its own replace each other.
          ...($and.some((condition) => 'createdAt' in condition) && { period: undefined }),
        }),
      ),
  };
  return (
    <>
      <FilterButton {...props} />
      <FilterTags {...props} />
    </>
  );
};
