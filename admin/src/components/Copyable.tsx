import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { useFeedback } from './use-feedback';

/** Something to be copied, under its name. */
export const Copyable = ({ label, text }: { label: string; text: string }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const { copy } = useClipboard();
  const copyIt = async () => {
    if (await copy(text)) succeeded('copied', { what: label });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography variant="pi" fontWeight="bold">
        {label}
      </Typography>
      <Flex background="neutral100" hasRadius padding={3} gap={3} alignItems="flex-start">
        <Box flex={1} minWidth={0}>
          <Typography
            tag="code"
            aria-label={label}
            style={{ fontFamily: 'monospace', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
          >
            {text}
          </Typography>
        </Box>
        <IconButton variant="tertiary" label={t('copy', { what: label })} onClick={() => void copyIt()}>
          <Duplicate />
        </IconButton>
      </Flex>
    </Flex>
  );
};
