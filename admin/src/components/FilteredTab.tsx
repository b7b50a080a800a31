import type { ComponentProps, ReactNode } from 'react';

import { Box, Flex } from '@strapi/design-system';

import { FilterBar } from './filters/FilterBar';
import { RefreshButton } from './RefreshButton';

type Props = ComponentProps<typeof FilterBar> & {
  list: { isFetching: boolean; refetch: () => unknown };
  children: ReactNode;
};

/** A list in a tab, below its filters. */
export const FilteredTab = ({ list, fields, children }: Props) => (
  <Box aria-busy={list.isFetching}>
    <Flex justifyContent="space-between" paddingBottom={4}>
      <Flex gap={2} wrap="wrap">
        <FilterBar fields={fields} />
      </Flex>
      <RefreshButton list={list} />
    </Flex>
    {children}
  </Box>
);
