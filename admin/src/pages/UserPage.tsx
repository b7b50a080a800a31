import { useState } from 'react';

import { Box, Flex, Tabs, VisuallyHidden } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useNavigate, useParams } from 'react-router-dom';
import { styled } from 'styled-components';

import type { User } from '../../../shared/contracts/users';
import { useUserQuery } from '../api/users';
import { useUnsavedTabs } from '../components/edited-form/page-forms';
import { RecordPage } from '../components/RecordPage';
import { nameOf } from '../components/user/user-names';
import type { PendingAction } from '../features/people/users/actions/user-actions';
import { UserActionDialog } from '../features/people/users/actions/UserActionDialog';
import { UserHeader } from '../features/people/users/UserHeader';
import { sectionPath, userPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import { tabOfPath, useUserTabs } from './user-tabs';
import { UserTab } from './UserTab';

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
  const unsaved = useUnsavedTabs();
  const current = tabOfPath(tabs, useParams().tab);
  // One step in the browser's history, whichever tabs are opened: Back leads to where the user was picked.
  const show = (tab: string) =>
    navigate(userPath(user.id, tab === 'profile' ? undefined : tab), { replace: true });

  return (
    <Page.Main>
      <Page.Title>{nameOf(user)}</Page.Title>
      <UserHeader user={user} tab={current.tab?.name} onPick={setPending} />
      <Layouts.Content>
        <Tabs.Root variant="simple" value={current.tab?.name} onValueChange={show}>
          <TabRow aria-label={t('user.tabs')}>
            {tabs.map(({ name }) => (
              <Tabs.Trigger key={name} value={name}>
                <Flex tag="span" gap={2}>
                  {t(`user.tab.${name}`)}
                  {unsaved.has(name) && <Unsaved text={t('user.tab.unsaved')} />}
                </Flex>
              </Tabs.Trigger>
            ))}
          </TabRow>
          {tabs.map((tab) => (
            <UserTab
              key={tab.name}
              user={user}
              tab={tab}
              isShown={tab === current.tab}
              part={tab === current.tab ? current.part : undefined}
              onShow={show}
            />
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

/** Marks a tab in which something is not saved yet. */
const Unsaved = ({ text }: { text: string }) => (
  <Box tag="span" background="warning600" width="0.8rem" height="0.8rem" borderRadius="50%" title={text}>
    <VisuallyHidden>{text}</VisuallyHidden>
  </Box>
);

/** Tabs that do not fit wrap to a second line, each in one piece. */
const TabRow = styled(Tabs.List)`
  flex-wrap: wrap;
  white-space: nowrap;

  [role='tab'] {
    padding-block: ${({ theme }) => theme.spaces[3]};
  }
`;
