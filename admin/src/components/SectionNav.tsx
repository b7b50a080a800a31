import { Box, Divider, Flex } from '@strapi/design-system';
import { SubNav } from '@strapi/strapi/admin';

import { sectionPath } from '../paths';
import { type Section, SECTION_GROUPS } from '../permissions';
import { type Translate, useTranslation } from '../translations/use-translation';
import { useCan } from './PermissionsProvider';

/** The side navigation between the plugin's pages, on screens that have room for it. */
export const SectionNav = () => {
  const t = useTranslation();
  return (
    <Box display={{ initial: 'none', large: 'block' }} height="100%">
      <SubNav.Main aria-label={t('menu')}>
        <SubNav.Header label={t('menu')} />
        <Divider />
        <SubNav.Content>
          <SubNav.Sections>
            {useSeen().map(({ name, sections }) => (
              <SubNav.Section key={name} label={t(`nav.group.${name}`)}>
                {linksTo(sections, t)}
              </SubNav.Section>
            ))}
          </SubNav.Sections>
        </SubNav.Content>
      </SubNav.Main>
    </Box>
  );
};

/** The same in rows above the page, on all others. */
export const SectionRow = () => {
  const t = useTranslation();
  return (
    <Box display={{ initial: 'block', large: 'none' }} background="neutral0" padding={2}>
      <Flex tag="nav" aria-label={t('menu')} gap={1} wrap="wrap">
        {linksTo(
          useSeen().flatMap(({ sections }) => sections),
          t,
        )}
      </Flex>
    </Box>
  );
};

/** The groups and their pages that the person may see. */
const useSeen = () => {
  const can = useCan();
  return SECTION_GROUPS.map(({ name, sections }) => ({
    name,
    sections: sections.filter(({ permissions }) => permissions.some(can)),
  })).filter(({ sections }) => sections.length > 0);
};

const linksTo = (sections: readonly { path: Section }[], t: Translate) =>
  sections.map(({ path }) => <SubNav.Link key={path} to={sectionPath(path)} label={t(`nav.${path}`)} />);
