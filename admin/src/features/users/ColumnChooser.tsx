import { Box, Checkbox, Flex, IconButton, Popover, TextButton } from '@strapi/design-system';
import { Cog } from '@strapi/icons';

import { useTranslation } from '../../translations/use-translation';
import type { UserColumns } from './use-user-columns';
import { USER_COLUMNS } from './user-columns';

/** Which columns the list shows, behind the cog that Strapi's own lists have. */
export const ColumnChooser = ({ isShown, toggle, reset }: UserColumns) => {
  const t = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <IconButton label={t('columns.choose')}>
          <Cog />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content align="end">
        <Box padding={4}>
          <Flex direction="column" alignItems="stretch" gap={3} role="group" aria-label={t('columns.title')}>
            {USER_COLUMNS.map(({ name }) => (
              <Checkbox key={name} checked={isShown(name)} onCheckedChange={() => toggle(name)}>
                {t(`field.${name}`)}
              </Checkbox>
            ))}
            <TextButton onClick={reset}>{t('columns.reset')}</TextButton>
          </Flex>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
};
