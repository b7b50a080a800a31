import type { ComponentProps } from 'react';

import { Th, Typography } from '@strapi/design-system';

type Props = Omit<ComponentProps<typeof Th>, 'children' | 'ref'> & { label: string };

/**
 * The header of a column. Strapi's own (5.54) drops the position that the table passes it, so that no cell
 * could be reached by keyboard, nor what is scrolled out of sight; and its role is a plain cell.
 */
export const ColumnHeader = ({ label, ...place }: Props) => (
  <Th {...place} role="columnheader">
    <Typography textColor="neutral600" tag="span" variant="sigma">
      {label}
    </Typography>
  </Th>
);
