import { Pagination } from '@strapi/strapi/admin';

import type { Pagination as Paging } from '../../../shared/contracts/contract';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from './list-query';

/** Page size and pages of a list that keeps both in the URL; nothing if there is nothing to choose. */
export const ListFooter = ({ pagination }: { pagination: Paging | undefined }) => {
  if (!pagination || pagination.total <= Number(PAGE_SIZES[0])) return null;
  return (
    <Pagination.Root
      pageCount={pagination.pageCount}
      total={pagination.total}
      defaultPageSize={Number(DEFAULT_PAGE_SIZE)}
    >
      <Pagination.PageSize options={PAGE_SIZES} />
      <Pagination.Links />
    </Pagination.Root>
  );
};
