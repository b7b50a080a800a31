import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Download, Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';

import { useTranslation } from '../translations/use-translation';
import { useFeedback } from './use-feedback';

/** Codes that are shown only once, for the person to keep. */
export const RecoveryCodes = ({ codes }: { codes: readonly string[] }) => {
  const t = useTranslation();
  const { succeeded } = useFeedback();
  const { copy } = useClipboard();
  const text = codes.join('\n');
  const copyThem = async () => {
    if (await copy(text)) succeeded('mfa.codes.copied');
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography>{t('mfa.codes.text')}</Typography>
      <Box background="neutral100" hasRadius padding={4}>
        <Box
          tag="ul"
          style={{
            listStyle: 'none',
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fill, minmax(26rem, 1fr))',
            gap: '0.8rem',
          }}
          aria-label={t('mfa.codes')}
        >
          {codes.map((code) => (
            <Typography tag="li" key={code} style={{ fontFamily: 'monospace' }}>
              {code}
            </Typography>
          ))}
        </Box>
      </Box>
      <Flex gap={2} wrap="wrap">
        <Button variant="secondary" startIcon={<Duplicate />} onClick={() => void copyThem()}>
          {t('mfa.codes.copy')}
        </Button>
        <Button
          variant="secondary"
          startIcon={<Download />}
          tag="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="recovery-codes.txt"
        >
          {t('mfa.codes.download')}
        </Button>
      </Flex>
    </Flex>
  );
};
