import type { ComponentType } from 'react';

import { Box, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useNavigate, useParams } from 'react-router-dom';

import type { Permission } from '../../../shared/permissions';
import { HeaderSlot, HeaderSlotProvider } from '../components/HeaderSlot';
import { useCan } from '../components/PermissionsProvider';
import { environmentPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import { Addresses } from './Addresses';
import { SignInPolicy } from '../features/settings/policy/SignInPolicy';

type Tab = { name: 'sign-in' | 'addresses'; permission: Permission; Content: ComponentType };

const TABS: readonly Tab[] = [
  { name: 'sign-in', permission: 'policy.read', Content: SignInPolicy },
  { name: 'addresses', permission: 'ip-rules.read', Content: Addresses },
];

/** What applies to everybody unless something more specific does. */
export const EnvironmentPage = () => {
  const t = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const wanted = useParams().tab;
  const tabs = TABS.filter(({ permission }) => can(permission));
  const current = tabs.find(({ name }) => name === wanted) ?? tabs[0];
  return (
    <HeaderSlotProvider>
      <Page.Main>
        <Page.Title>{t('nav.environment')}</Page.Title>
        <Layouts.Header
          title={t('nav.environment')}
          subtitle={t('environment.text')}
          primaryAction={<HeaderSlot />}
        />
        <Layouts.Content>
          <Tabs.Root
            variant="simple"
            value={current?.name}
            onValueChange={(tab) => navigate(environmentPath(tab))}
          >
            <Tabs.List aria-label={t('nav.environment')}>
              {tabs.map(({ name }) => (
                <Tabs.Trigger key={name} value={name}>
                  {t(`environment.tab.${name}`)}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
            {tabs.map(({ name, Content }) => (
              <Tabs.Content key={name} value={name}>
                <Box paddingTop={6}>
                  <Content />
                </Box>
              </Tabs.Content>
            ))}
          </Tabs.Root>
        </Layouts.Content>
      </Page.Main>
    </HeaderSlotProvider>
  );
};
