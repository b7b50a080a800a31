import type { ReactNode } from 'react';

import { Box, Typography } from '@strapi/design-system';

import { refusalOf } from '../api/refusal';
import { useTranslation } from '../translations/use-translation';
import { Skeleton } from './Skeleton';
import { useProblems } from './use-problems';

type Props = { isLoading: boolean; error: unknown; children: ReactNode };

/**
 * What will happen, in a dialog that asks first. A refusal is what the change itself would meet; where nothing
 * could be found out, the dialog can go on.
 */
export const Foreseen = ({ isLoading, error, children }: Props) => {
  const t = useTranslation();
  const { messageOf } = useProblems();
  return (
    <Box
      background="neutral100"
      hasRadius
      padding={3}
      width="100%"
      minHeight="4.4rem"
      aria-live="polite"
      aria-busy={isLoading}
    >
      {isLoading ? (
        <Skeleton height={2} />
      ) : error ? (
        <Typography textColor={refusalOf(error).code ? 'danger600' : 'neutral600'}>
          {refusalOf(error).code ? messageOf(error) : t('foreseen.unknown')}
        </Typography>
      ) : (
        children
      )}
    </Box>
  );
};
