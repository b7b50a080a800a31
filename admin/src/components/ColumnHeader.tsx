import type { ComponentProps } from 'react';

import { Th, Typography } from '@strapi/design-system';

type Props = Omit<ComponentProps<typeof Th>, 'children' | 'ref'> & { label: string };

/**
 * The header of a column. Strapi's own (5.54) drops the place that the table gives it, so that no cell of the table could
 * be reached by the keyboard, nor what is scrolled out of sight; and it says that it is a cell like any other.
 */
export const ColumnHeader = ({ label, ...place }: Props) => (
  <Th {...place} role="columnheader">
    <Typography textColor="neutral600" tag="span" variant="sigma">
      {label}
    </Typography>
  </Th>
);
