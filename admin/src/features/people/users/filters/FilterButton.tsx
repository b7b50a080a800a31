import { Button, Popover } from '@strapi/design-system';
import { Filter } from '@strapi/icons';

import { useTranslation } from '../../../../translations/use-translation';
import { conditionsOf, type FilterProps } from '../user-list-query';
import { FilterFields } from './FilterFields';

/** All filters of the list together; each choice applies at once. */
export const FilterButton = (props: FilterProps) => {
  const t = useTranslation();
  const count = conditionsOf(props.filters).length;
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="tertiary" startIcon={<Filter />} size="S">
          {count > 0 ? t('filters.some', { count }) : t('filters')}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="start" aria-label={t('filters')}>
        <FilterFields {...props} />
      </Popover.Content>
    </Popover.Root>
  );
};
