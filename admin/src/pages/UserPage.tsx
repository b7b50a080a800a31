import { useState } from 'react';

import { Box, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useNavigate, useParams } from 'react-router-dom';
import { styled } from 'styled-components';

import type { User } from '../../../shared/contracts/users';
import { useUserQuery } from '../api/users';
import { RecordPage } from '../components/RecordPage';
import { sectionPath, userPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import type { PendingAction } from '../features/people/users/actions/user-actions';
import { UserActionDialog } from '../features/people/users/actions/UserActionDialog';
import { useUserTabs } from './use-user-tabs';
import { nameOf } from '../components/user/user-names';
import { UserHeader } from '../features/people/users/UserHeader';

/** One user, in tabs that have their own URLs. */
export const UserPage = () => {
  const id = Number(useParams().id);
  const request = useUserQuery(id, { refetchOnMountOrArgChange: true });
  return (
    <RecordPage id={id} of="user" request={request}>
      {(user) => <LoadedUser user={user} />}
    </RecordPage>
  );
};

const LoadedUser = ({ user }: { user: User }) => {
  const t = useTranslation();
  const navigate = useNavigate();
  const [pending, setPending] = useState<PendingAction | null>(null);
  const tabs = useUserTabs(user);
  const wanted = useParams().tab ?? 'details';
  const current = tabs.find(({ name }) => name === wanted) ?? tabs[0];

  return (
    <Page.Main>
      <Page.Title>{nameOf(user)}</Page.Title>
      <UserHeader user={user} onPick={setPending} />
      <Layouts.Content>
        <Tabs.Root
          variant="simple"
          value={current?.name}
          onValueChange={(tab) => navigate(userPath(user.id, tab === 'details' ? undefined : tab))}
        >
          <TabRows aria-label={t('user.tabs')}>
            {tabs.map(({ name }) => (
              <Tabs.Trigger key={name} value={name}>
                {t(`user.tab.${name}`)}
              </Tabs.Trigger>
            ))}
          </TabRows>
          {tabs.map(({ name, Content }) => (
            <Tabs.Content key={name} value={name}>
              <Box paddingTop={6}>
                <Content user={user} />
              </Box>
            </Tabs.Content>
          ))}
        </Tabs.Root>
      </Layouts.Content>
      {pending && (
        <UserActionDialog
          {...pending}
          onClose={() => setPending(null)}
          onDone={() => pending.action === 'delete' && navigate(sectionPath('users'), { replace: true })}
        />
      )}
    </Page.Main>
  );
};

/** Tabs that do not fit wrap to a second line, each in one piece. */
const TabRows = styled(Tabs.List)`
  flex-wrap: wrap;
  white-space: nowrap;

  [role='tab'] {
    padding-block: ${({ theme }) => theme.spaces[3]};
  }
`;
