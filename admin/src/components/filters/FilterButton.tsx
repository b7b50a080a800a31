import { Box, Button, Field, Grid, Popover } from '@strapi/design-system';
import { Filter } from '@strapi/icons';

import { useTranslation } from '../../translations/use-translation';
import type { Condition } from '../list-query';
import type { FilterField, Operation } from './filter-field';

export type FilterProps = {
  fields: readonly FilterField[];
  conditions: readonly Condition[];
  onChange: (conditions: Condition[]) => void;
};

/** All filters of a list together; each choice applies at once. */
export const FilterButton = ({ fields, conditions, onChange }: FilterProps) => {
  const t = useTranslation();
  const inputOf = ({ name, label }: FilterField) => ({
    label,
    values: (operator: string) => conditions.flatMap((condition) => condition[name]?.[operator] ?? []),
    set: (operations: readonly Operation[]) =>
      onChange([
        ...conditions.filter((condition) => !(name in condition)),
        ...operations.map((operation) => ({ [name]: operation })),
      ]),
  });
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="tertiary" startIcon={<Filter />} size="S">
          {conditions.length > 0 ? t('filters.some', { count: conditions.length }) : t('filters')}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="start" aria-label={t('filters')}>
        <Box padding={4} width="56rem" maxWidth="90vw" maxHeight="65vh" overflow="auto">
          <Grid.Root gap={4} gridCols={2} role="group" aria-label={t('filters')}>
            {fields.map((field) => (
              <Grid.Item key={field.name} col={field.isWide ? 2 : 1} direction="column" alignItems="stretch">
                {field.isWide ? (
                  field.input(inputOf(field))
                ) : (
                  <Field.Root name={`filter-${field.name}`}>
                    <Field.Label>{field.label}</Field.Label>
                    {field.input(inputOf(field))}
                  </Field.Root>
                )}
              </Grid.Item>
            ))}
          </Grid.Root>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
};
