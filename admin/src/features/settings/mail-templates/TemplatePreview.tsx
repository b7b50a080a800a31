import { useEffect, useState } from 'react';

import { Box, Flex, Tabs, Typography } from '@strapi/design-system';

import type { MailTemplateName } from '../../../../../shared/constants';
import { type TemplateTexts, usePreviewMailTemplateQuery } from '../../../api/mails';
import { Skeleton } from '../../../components/Skeleton';
import { useProblems } from '../../../components/use-problems';
import { useTranslation } from '../../../translations/use-translation';
import { textsOf } from './use-template-form';

/** Milliseconds after the last keystroke. */
const PAUSE = 400;

type Props = { name: MailTemplateName; texts: TemplateTexts };

/** The mail as it would look. In a frame without scripts or an origin: its content can do nothing. */
export const TemplatePreview = ({ name, texts }: Props) => {
  const t = useTranslation();
  const { messageOf } = useProblems();
  const { subject, html, text } = textsOf(texts);
  const [shown, setShown] = useState({ subject, html, text });
  useEffect(() => {
    const timer = setTimeout(() => setShown({ subject, html, text }), PAUSE);
    return () => clearTimeout(timer);
  }, [subject, html, text]);
  const { currentData, data, error } = usePreviewMailTemplateQuery({ name, body: shown });

  if (error)
    return (
      <Typography role="status" textColor="danger600">
        {messageOf(error)}
      </Typography>
    );
  // The previous preview stays until that of the typed text has arrived.
  const mail = (currentData ?? data)?.data;
  if (!mail) return <Skeleton height={40} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography fontWeight="bold">{mail.subject}</Typography>
      <Tabs.Root defaultValue="html" variant="simple">
        <Tabs.List aria-label={t('mail-template.preview')}>
          <Tabs.Trigger value="html">{t('mail-template.html')}</Tabs.Trigger>
          <Tabs.Trigger value="text">{t('mail-template.text')}</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="html">
          <Box
            tag="iframe"
            sandbox=""
            srcDoc={mail.html}
            title={t('mail-template.preview')}
            width="100%"
            height="60rem"
            marginTop={4}
            background="neutral0"
            borderColor="neutral150"
          />
        </Tabs.Content>
        <Tabs.Content value="text">
          <Box tag="pre" paddingTop={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            <Typography>{mail.text}</Typography>
          </Box>
        </Tabs.Content>
      </Tabs.Root>
    </Flex>
  );
};
