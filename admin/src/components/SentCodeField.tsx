import { useState } from 'react';

import { Flex, TextButton, Typography } from '@strapi/design-system';

import type { SentKind } from '../../../shared/constants';
import { useTranslation } from '../translations/use-translation';
import { CodeField } from './CodeField';

type Props = { kind: SentKind; target: string | undefined; onSendAgain?: () => Promise<void> };

/** The field for a code that was sent, and where it went. */
export const SentCodeField = ({ kind, target, onSendAgain }: Props) => {
  const t = useTranslation();
  const [isSending, setIsSending] = useState(false);
  const sendAgain = async () => {
    setIsSending(true);
    await onSendAgain?.();
    setIsSending(false);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography role="status">{target ? t('mfa.sent', { target }) : t('mfa.sending')}</Typography>
      <CodeField label={t(`mfa.method.${kind}`)} />
      {onSendAgain && (
        <Flex>
          <TextButton type="button" disabled={isSending} onClick={() => void sendAgain()}>
            {t('mfa.send-again')}
          </TextButton>
        </Flex>
      )}
    </Flex>
  );
};
