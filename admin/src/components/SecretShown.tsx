import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';

import { type TextId, useTranslation } from '../translations/use-translation';
import { returnFocusTo } from './dialog-focus';
import { useFeedback } from './use-feedback';

type Props = {
  title: string;
  /** The texts about it: `<of>.shown-once`, `<of>.new`, `<of>.copy` and `<of>.copied`. */
  of: 'password' | 'api-key' | 'oauth-client' | 'enrol-code';
  secret: string;
  opener: HTMLElement | null;
  onClose: () => void;
};

/** A secret that is shown this once, to be copied. Closed by its button alone, so that no stray click loses it. */
export const SecretShown = ({ title, of, secret, opener, onClose }: Props) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const { copy } = useClipboard();
  const copyIt = async () => {
    if (await copy(secret)) succeeded(`${of}.copied` satisfies TextId);
  };
  return (
    <Modal.Root open>
      <Modal.Content onCloseAutoFocus={returnFocusTo(opener)} aria-describedby={undefined}>
        <Modal.Header>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
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
          </Flex>
        </Modal.Body>
        <Modal.Footer justifyContent="flex-end">
          <Button onClick={onClose}>{t('done')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
