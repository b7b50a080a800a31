import type { ReactNode } from 'react';

import { Box } from '@strapi/design-system';

/** An entry of a list, with a line below it. */
export const LinedItem = ({ padding = 3, children }: { padding?: 3 | 4; children: ReactNode }) => (
  <Box
    tag="li"
    paddingTop={padding}
    paddingBottom={padding}
    borderColor="neutral150"
    borderStyle="solid"
    borderWidth="0 0 1px 0"
  >
    {children}
  </Box>
);
