import { Box, Flex, Typography } from '@strapi/design-system';

import type { Enrolment } from '../../../shared/contracts/mfa';
import { useTranslation } from '../translations/use-translation';
import { CodeField } from './CodeField';

/** The secret for an authenticator app, as a picture and as text, and the field for its first code. */
export const AppSetUp = ({ enrolment }: { enrolment: Enrolment }) => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography>{t('mfa.set-up.scan')}</Typography>
      <Flex gap={5} wrap="wrap" alignItems="flex-start">
        {/* A white margin even in the dark theme: no camera reads it otherwise. */}
        <Box padding={2} hasRadius style={{ background: '#ffffff' }}>
          <img src={enrolment.qrCode} alt={t('mfa.set-up.picture')} width={180} height={180} />
        </Box>
        <Flex direction="column" alignItems="flex-start" gap={1} flex="1" minWidth="20rem">
          <Typography variant="pi" fontWeight="bold">
            {t('mfa.set-up.secret')}
          </Typography>
          <Typography tag="code" style={{ overflowWrap: 'anywhere' }}>
            {enrolment.secret.replace(/(.{4})(?!$)/g, '$1 ')}
          </Typography>
        </Flex>
      </Flex>
      <CodeField label={t('mfa.set-up.code')} hint={t('mfa.set-up.code.hint')} />
    </Flex>
  );
};
