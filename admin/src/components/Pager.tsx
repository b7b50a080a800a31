import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';

import { useTranslation } from '../translations/use-translation';

type Props = { page: number; pageCount: number; onChange: (page: number) => void };

/** Pages of a list that does not keep its page in the URL, as Strapi's own pager does; nothing if there is only one. */
export const Pager = ({ page, pageCount, onChange }: Props) => {
  const t = useTranslation();
  if (pageCount <= 1) return null;
  return (
    <Flex tag="nav" aria-label={t('pages')} justifyContent="flex-end" gap={2} paddingTop={4}>
      <IconButton label={t('pages.previous')} disabled={page <= 1} onClick={() => onChange(page - 1)}>
        <ChevronLeft />
      </IconButton>
      <Typography>{t('pages.of', { page, pageCount })}</Typography>
      <IconButton label={t('pages.next')} disabled={page >= pageCount} onClick={() => onChange(page + 1)}>
        <ChevronRight />
      </IconButton>
    </Flex>
  );
};
