import type { ReactNode } from 'react';

import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';

import { type TextId, useTranslation } from '../translations/use-translation';
import type { DialogProps } from './dialog-focus';
import { ShownOnce } from './ShownOnce';
import { useFeedback } from './use-feedback';

type Props = DialogProps & {
  title: string;
  /** The texts about it: `<of>.shown-once`, `<of>.new`, `<of>.copy` and `<of>.copied`. */
  of: 'password' | 'api-key' | 'oauth-client' | 'enrol-code';
  secret: string;
  /** How it is used. */
  children?: ReactNode;
};

/** A secret to be copied, shown only once. */
export const SecretShown = ({ title, of, secret, children, ...dialog }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const { copy } = useClipboard();
  const copyIt = async () => {
    if (await copy(secret)) succeeded(`${of}.copied` satisfies TextId);
  };
  return (
    <ShownOnce title={title} closeLabel={t('done')} {...dialog}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography>{t(`${of}.shown-once`)}</Typography>
        <Box background="neutral100" hasRadius padding={3}>
          <Typography
            tag="code"
            aria-label={t(`${of}.new`)}
            style={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}
          >
            {secret}
          </Typography>
        </Box>
        <Flex>
          <Button variant="secondary" startIcon={<Duplicate />} onClick={() => void copyIt()}>
            {t(`${of}.copy`)}
          </Button>
        </Flex>
        {children}
      </Flex>
    </ShownOnce>
  );
};
