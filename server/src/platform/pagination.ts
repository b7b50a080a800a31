import type { Pagination } from '../../../shared/contracts/contract';

/** The `meta` of a list. */
export const paginate = ({
  page,
  pageSize,
  total,
  totalIsCapped,
}: Pick<Pagination, 'page' | 'pageSize' | 'total' | 'totalIsCapped'>) => ({
  pagination: {
    page,
    pageSize,
    pageCount: Math.ceil(total / pageSize),
    total,
    ...(totalIsCapped ? { totalIsCapped } : {}),
  },
});
