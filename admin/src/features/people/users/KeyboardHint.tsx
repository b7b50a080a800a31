import { Box, Flex, IconButton, Popover, Typography } from '@strapi/design-system';
import { Command } from '@strapi/icons';
import { styled } from 'styled-components';

import { useTranslation } from '../../../translations/use-translation';

const KEYS = [
  { keys: ['/'], text: 'keys.search' },
  { keys: ['↓', '↑'], text: 'keys.rows' },
  { keys: ['Enter'], text: 'keys.open' },
  { keys: ['Esc'], text: 'keys.clear' },
] as const;

/** What can be done in the list without a mouse. */
export const KeyboardHint = () => {
  const t = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <IconButton label={t('keys.title')}>
          <Command />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content align="end" aria-label={t('keys.title')}>
        <Box padding={4}>
          <Flex tag="dl" direction="column" alignItems="stretch" gap={3}>
            {KEYS.map(({ keys, text }) => (
              <Flex key={text} gap={3}>
                <Flex tag="dt" gap={1} minWidth="7rem">
                  {keys.map((key) => (
                    <Key key={key}>{key}</Key>
                  ))}
                </Flex>
                <Typography tag="dd">{t(text)}</Typography>
              </Flex>
            ))}
          </Flex>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
};

const Key = styled.kbd`
  padding: 0.2rem 0.6rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  font-family: inherit;
  font-size: 1.2rem;
`;
