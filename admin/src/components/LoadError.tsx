import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';
import { useProblems } from './use-problems';

/** Shown in place of something that could not be loaded. */
export const LoadError = ({ error, onRetry }: { error: unknown; onRetry: () => unknown }) => {
  const t = useTranslation();
  const { messageOf } = useProblems();
  return (
    <Box role="alert">
      <EmptyStateLayout
        hasRadius
        icon={<WarningCircle width="6rem" height="6rem" fill="danger600" />}
        content={messageOf(error)}
        action={
          <Button variant="secondary" startIcon={<ArrowClockwise />} onClick={() => void onRetry()}>
            {t('retry')}
          </Button>
        }
      />
    </Box>
  );
};
