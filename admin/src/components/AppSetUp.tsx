import { Flex, Loader, Typography } from '@strapi/design-system';

import type { Enrolment } from '../../../shared/contracts/mfa';
import { useTranslation } from '../translations/use-translation';
import { CodeField } from './CodeField';

type Props = { enrolment: Enrolment | undefined };

/** As long as a secret. */
const TO_COME = 'x'.repeat(32);

/**
 * The secret for an authenticator app, as a picture and as text, and the field for its first code. It takes its
 * place before it is there, so that nothing moves from under the pointer when it comes.
 */
export const AppSetUp = ({ enrolment }: Props) => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography>{t('mfa.set-up.scan')}</Typography>
      <Flex gap={5} wrap="wrap" alignItems="flex-start">
        {/* A white margin even in the dark theme: no camera reads it otherwise. */}
        <Flex
          justifyContent="center"
          hasRadius
          width="196px"
          height="196px"
          style={{ background: '#ffffff' }}
        >
          {enrolment ? (
            <img src={enrolment.qrCode} alt={t('mfa.set-up.picture')} width={180} height={180} />
          ) : (
            <Loader>{t('loading')}</Loader>
          )}
        </Flex>
        <Flex direction="column" alignItems="flex-start" gap={1} flex="1" minWidth="20rem">
          <Typography variant="pi" fontWeight="bold">
            {t('mfa.set-up.secret')}
          </Typography>
          <Typography
            tag={enrolment ? 'code' : 'span'}
            style={{
              fontFamily: 'monospace',
              overflowWrap: 'anywhere',
              visibility: enrolment ? 'visible' : 'hidden',
            }}
          >
            {(enrolment?.secret ?? TO_COME).replace(/(.{4})(?!$)/g, '$1 ')}
          </Typography>
        </Flex>
      </Flex>
      <CodeField label={t('mfa.set-up.code')} hint={t('mfa.set-up.code.hint')} />
    </Flex>
  );
};
