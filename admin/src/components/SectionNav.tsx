import { Box, Divider, Flex } from '@strapi/design-system';
import { SubNav } from '@strapi/strapi/admin';

import { sectionPath } from '../paths';
import { SECTIONS } from '../permissions';
import { useTranslation } from '../translations/use-translation';
import { useCan } from './PermissionsProvider';

/** The side navigation between the plugin's pages. */
export const SectionNav = () => {
  const t = useTranslation();
  return (
    <SubNav.Main aria-label={t('menu')}>
      <SubNav.Header label={t('menu')} />
      <Divider />
      <SubNav.Content>
        <SubNav.Sections>
          {[
            <SubNav.Section key="all" label={t('nav.title')}>
              {useSectionLinks()}
            </SubNav.Section>,
          ]}
        </SubNav.Sections>
      </SubNav.Content>
    </SubNav.Main>
  );
};

/** The same in a row above the page: on a narrow screen Strapi hides the side navigation. */
export const SectionRow = () => {
  const t = useTranslation();
  return (
    <Box display={{ initial: 'block', medium: 'none' }} background="neutral0" padding={2}>
      <Flex tag="nav" aria-label={t('menu')} gap={1} wrap="wrap">
        {useSectionLinks()}
      </Flex>
    </Box>
  );
};

const useSectionLinks = () => {
  const t = useTranslation();
  const can = useCan();
  return SECTIONS.filter(({ permissions }) => permissions.some(can)).map(({ path }) => (
    <SubNav.Link key={path} to={sectionPath(path)} label={t(`nav.${path}`)} />
  ));
};
