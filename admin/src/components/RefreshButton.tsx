import { IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';

export const RefreshButton = ({ list }: { list: { refetch: () => unknown } }) => {
  const t = useTranslation();
  return (
    <IconButton label={t('refresh')} onClick={() => void list.refetch()}>
      <ArrowClockwise />
    </IconButton>
  );
};
