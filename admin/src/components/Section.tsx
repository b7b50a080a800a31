import type { ReactNode } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

type Props = { title: string; text?: string; isBusy: boolean; action?: ReactNode; children: ReactNode };

/** A part of a page, with its heading, a text and an action. */
export const Section = ({ title, text, isBusy, action, children }: Props) => (
  <Box tag="section" aria-label={title} aria-busy={isBusy}>
    <Flex justifyContent="space-between" alignItems="flex-end" gap={4} paddingBottom={4}>
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Typography variant="delta" tag="h2">
          {title}
        </Typography>
        {text && <Typography textColor="neutral600">{text}</Typography>}
      </Flex>
      {action && <Box shrink={0}>{action}</Box>}
    </Flex>
    {children}
  </Box>
);

/** Shown while a section is empty. */
export const NothingYet = ({ children }: { children: ReactNode }) => (
  <Box background="neutral0" hasRadius shadow="filterShadow" padding={6}>
    <Typography textColor="neutral600">{children}</Typography>
  </Box>
);
