import type { ReactNode } from 'react';

import { Box, Flex, Tabs, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import { useTranslation } from '../../../../translations/use-translation';
import type { SavedViews } from './use-saved-views';

const ALL = 'all';

type Props = { saved: SavedViews; actions: ReactNode; children: ReactNode };

/** "All users" and the saved views, above the list that the chosen one shows. */
export const ViewTabs = ({ saved: { views, active, open }, actions, children }: Props) => {
  const t = useTranslation();
  const current = active ? String(active.id) : ALL;
  return (
    <Tabs.Root
      variant="simple"
      // Arrow keys move along the tabs; Enter or the space bar opens one.
      activationMode="manual"
      value={current}
      onValueChange={(value) => open(views.find(({ id }) => String(id) === value) ?? null)}
    >
      <Flex justifyContent="space-between" alignItems="center" gap={4} paddingBottom={4} wrap="wrap">
        <Scrolling>
          <Tabs.List aria-label={t('views.title')}>
            <Tabs.Trigger value={ALL}>
              <Name>{t('views.all')}</Name>
            </Tabs.Trigger>
            {views.map(({ id, name, isOwn, owner }) => (
              <Tabs.Trigger
                key={id}
                value={String(id)}
                title={isOwn ? undefined : owner ? t('views.shared-by', { owner }) : t('views.shared')}
              >
                <Name>{name}</Name>
                {!isOwn && (
                  <Typography tag="span" variant="pi" textColor="neutral600" fontWeight="regular">
                    {' '}
                    {t('views.shared')}
                  </Typography>
                )}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Scrolling>
        {actions}
      </Flex>
      <Tabs.Content value={current} tabIndex={-1}>
        {children}
      </Tabs.Content>
    </Tabs.Root>
  );
};

const Scrolling = styled(Box)`
  min-width: 0;
  max-width: 100%;
  overflow-x: auto;
  white-space: nowrap;

  [role='tab'] {
    padding-block: ${({ theme }) => theme.spaces[3]};
  }
`;
/** As it was typed, not in capitals. */
const Name = styled.span`
  text-transform: none;
`;
