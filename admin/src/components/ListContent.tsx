import type { ReactNode } from 'react';

import { Flex } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';

import type { Pagination } from '../../../shared/contracts/contract';
import { EmptyState } from './EmptyState';
import { ListFooter } from './ListFooter';
import { LoadError } from './LoadError';

type Props<Row> = {
  list: {
    data?: { data: Row[]; meta?: { pagination: Pagination } };
    isLoading: boolean;
    isError: boolean;
    error?: unknown;
    refetch: () => unknown;
  };
  /** The text shown if there are no rows. */
  none: string;
  children: (rows: Row[]) => ReactNode;
};

/** The rows of a list and its pages, or what is shown instead. */
export const ListContent = <Row,>({ list, none, children }: Props<Row>) => {
  if (list.isLoading) return <Page.Loading />;
  if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
  const rows = list.data?.data ?? [];
  if (rows.length === 0) return <EmptyState text={none} />;
  return (
    <Flex direction="column" alignItems="stretch">
      {children(rows)}
      <ListFooter pagination={list.data?.meta?.pagination} />
    </Flex>
  );
};
