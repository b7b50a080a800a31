import type { ComponentProps } from 'react';

import { Flex, Th, Typography } from '@strapi/design-system';
import { CaretDown } from '@strapi/icons';
import { styled } from 'styled-components';

import type { UserSortField } from '../../../../../shared/users/fields';
import { type TextId, useTranslation } from '../../../translations/use-translation';
import type { ListAddress } from './use-list-address';

type Props = Omit<ComponentProps<typeof Th>, 'children' | 'ref'> & {
  name: UserSortField;
  /** If the column is more than the field. */
  label?: TextId;
  address: ListAddress;
};

/** A column header that sorts by its column; `place` is what the table passes to each of its cells. */
export const SortHeader = ({
  name,
  label = `field.${name}`,
  address: { shownSort, go },
  ...place
}: Props) => {
  const t = useTranslation();
  const [field, direction] = shownSort.split(':');
  const isSorted = field === name;
  const isRising = isSorted && direction === 'asc';
  return (
    <Th
      {...place}
      role="columnheader"
      aria-sort={isSorted ? (isRising ? 'ascending' : 'descending') : undefined}
      cursor="pointer"
      onClick={() => go({ sort: `${name}:${isRising ? 'desc' : 'asc'}` }, { replace: true })}
    >
      <Sort type="button" title={t('users.sort', { column: t(label) })}>
        <Flex gap={1}>
          <Typography textColor="neutral600" tag="span" variant="sigma">
            {t(label)}
          </Typography>
          {isSorted && <CaretDown aria-hidden style={{ rotate: isRising ? '180deg' : undefined }} />}
        </Flex>
      </Sort>
    </Th>
  );
};

const Sort = styled.button`
  all: unset;
  cursor: pointer;
  border-radius: ${({ theme }) => theme.borderRadius};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 4px;
  }

  svg {
    width: 1rem;
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;
