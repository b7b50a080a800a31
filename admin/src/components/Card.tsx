import type { ReactNode } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

type Props = { title: string; text?: string; children: ReactNode };

/** The white box around Strapi's forms. */
export const Card = ({ title, text, children }: Props) => (
  <Box
    tag="section"
    background="neutral0"
    hasRadius
    shadow="filterShadow"
    padding={6}
    width="100%"
    aria-label={title}
  >
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Typography variant="delta" tag="h2">
          {title}
        </Typography>
        {text && <Typography textColor="neutral600">{text}</Typography>}
      </Flex>
      {children}
    </Flex>
  </Box>
);
