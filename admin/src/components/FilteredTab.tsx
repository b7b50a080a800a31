import type { ComponentProps, ReactNode } from 'react';

import { Box, Flex, IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';
import { FilterBar } from './FilterBar';

type Props = ComponentProps<typeof FilterBar> & {
  list: { isFetching: boolean; refetch: () => unknown };
  children: ReactNode;
};

/** A list in a tab, below its filters. */
export const FilteredTab = ({ list, filters, children }: Props) => {
  const t = useTranslation();
  return (
    <Box aria-busy={list.isFetching}>
      <Flex justifyContent="space-between" paddingBottom={4}>
        <Flex gap={2} wrap="wrap">
          <FilterBar filters={filters} />
        </Flex>
        <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
          <ArrowClockwise />
        </IconButton>
      </Flex>
      {children}
    </Box>
  );
};
