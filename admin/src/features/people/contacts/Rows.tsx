import type { ReactNode } from 'react';

import { Box, Button, Flex, Grid, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';

import { MAX_CONTACT_ENTRIES } from '../../../../../shared/contracts/contact';
import { useTranslation } from '../../../translations/use-translation';

type Row = Record<string, unknown>;
type Props = {
  name: 'phones' | 'emails';
  /** The values of a new row. */
  empty: Row;
  disabled: boolean;
  /** The fields of one row; their names start with the row's. */
  children: (row: string) => ReactNode;
};

/** A list in a form whose rows can be added and removed. */
export const Rows = ({ name, empty, disabled, children }: Props) => {
  const t = useTranslation();
  const { value: rows = [], error, onChange } = useField<Row[]>(name);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {rows.length === 0 && <Typography textColor="neutral600">{t(`contact.${name}.none`)}</Typography>}
      {rows.map((_, index) => (
        // Keyed by index: rows have no id, and every field gets its value from the form.
        <Flex
          key={index}
          gap={3}
          alignItems="flex-start"
          role="group"
          aria-label={t(`contact.${name}.row`, { number: index + 1 })}
        >
          <Box flex="1">
            <Grid.Root gap={3}>{children(`${name}.${index}`)}</Grid.Root>
          </Box>
          {!disabled && (
            // Level with the field, not with its label.
            <Box paddingTop={5}>
              <IconButton
                label={t(`contact.${name}.remove`, { number: index + 1 })}
                size="L"
                onClick={() =>
                  onChange(
                    name,
                    rows.filter((_row, other) => other !== index),
                  )
                }
              >
                <Trash />
              </IconButton>
            </Box>
          )}
        </Flex>
      ))}
      {typeof error === 'string' && (
        <Typography variant="pi" textColor="danger600" role="alert">
          {error}
        </Typography>
      )}
      {!disabled && (
        <Flex>
          <Button
            variant="secondary"
            startIcon={<Plus />}
            disabled={rows.length >= MAX_CONTACT_ENTRIES}
            onClick={() => onChange(name, [...rows, empty])}
          >
            {t(`contact.${name}.add`)}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};
