import { useMemo, useRef, useState } from 'react';

import { Box, Flex, Link, Tabs } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { User } from '../../../shared/contracts/users';
import { TabContext } from '../components/edited-form/page-forms';
import { userPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import type { Part, Tab } from './user-tabs';
import { useScrollTo } from './use-scroll-to';

type Props = {
  user: User;
  tab: Tab;
  isShown: boolean;
  /** The part that the path names. */
  part: Part | undefined;
  onShow: (name: string) => void;
};

/** A tab of the user's page. Once opened it stays, and with it what was typed in it. */
export const UserTab = ({ user, tab, isShown, part, onShow }: Props) => {
  const [wasShown, setWasShown] = useState(isShown);
  if (isShown && !wasShown) setWasShown(true);
  const show = useRef(onShow);
  show.current = onShow;
  const place = useMemo(
    () => ({ tab: tab.name, isShown, show: () => show.current(tab.name) }),
    [tab.name, isShown],
  );
  const parts = tab.hasLists ? [part ?? tab.parts[0]].flatMap((one) => one ?? []) : tab.parts;
  // The first is at the top of the page anyway.
  const container = useScrollTo(isShown && part !== tab.parts[0] ? part?.name : undefined);

  if (!wasShown || (tab.hasLists && !isShown)) return null;
  return (
    <TabContext.Provider value={place}>
      <Tabs.Content value={tab.name} forceMount hidden={!isShown}>
        {tab.parts.length > 1 && <PartLinks user={user} tab={tab} shown={tab.hasLists ? parts[0] : part} />}
        <Flex ref={container} direction="column" alignItems="stretch" gap={6} paddingTop={5}>
          {parts.map(({ name, Content }) => (
            <Box
              key={name}
              data-part={name}
              tabIndex={-1}
              style={{ outline: 'none', scrollMarginTop: '8rem' }}
            >
              <Content user={user} />
            </Box>
          ))}
        </Flex>
      </Tabs.Content>
    </TabContext.Provider>
  );
};

/** Leads to the tab's parts, each of which has its own URL. */
const PartLinks = ({ user, tab, shown }: { user: User; tab: Tab; shown: Part | undefined }) => {
  const t = useTranslation();
  return (
    <Flex tag="nav" aria-label={t(`user.tab.${tab.name}`)} gap={5} wrap="wrap" paddingTop={5}>
      {tab.parts.map((part) => (
        <Link
          key={part.name}
          tag={NavLink}
          to={userPath(user.id, part.name)}
          replace
          aria-current={part === shown ? 'page' : undefined}
        >
          {t(`user.part.${part.name}`)}
        </Link>
      ))}
    </Flex>
  );
};
