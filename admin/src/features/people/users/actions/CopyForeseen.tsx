import { Flex, Typography } from '@strapi/design-system';

import { usePreviewCopyAccessQuery } from '../../../../api/users';
import { Foreseen } from '../../../../components/Foreseen';
import { useTranslation } from '../../../../translations/use-translation';

type Wanted = {
  from: string | null;
  roles: boolean;
  roleGroups: boolean;
  accounts: boolean;
  dacGroups: boolean;
};

/** What would be added, and what could not be and why. */
export const CopyForeseen = ({ id, name, wanted }: { id: number; name: string; wanted: Wanted }) => {
  const t = useTranslation();
  const { from, ...parts } = wanted;
  const { data, error, isFetching } = usePreviewCopyAccessQuery(
    { id, body: { from: Number(from), ...parts } },
    { skip: !from, refetchOnMountOrArgChange: true },
  );
  if (!from) return null;

  const found = Object.entries(data?.data ?? {}) as [
    keyof typeof parts,
    NonNullable<typeof data>['data']['roles'],
  ][];
  const added = found.filter(([, { items, refused }]) => items.length > 0 && !refused);
  const isNothing = found.every(([, { items, refused }]) => items.length === 0 && !refused);
  const isRefused = found.some(([, { items, refused }]) => refused ?? items.some((item) => item.refused));
  return (
    <Foreseen isLoading={isFetching} error={error}>
      <Flex direction="column" alignItems="stretch" gap={1}>
        {isNothing && <Typography>{t('action.copy-access.nothing', { name })}</Typography>}
        {isRefused && (
          <Typography fontWeight="semiBold" textColor="danger600">
            {t('action.copy-access.refused')}
          </Typography>
        )}
        {found.map(([part, { refused }]) =>
          refused ? (
            <Typography key={part} textColor="danger600">
              {t('action.copy-access.part', {
                part: t(`action.copy-access.${part}`),
                what: t(`error.${refused}`),
              })}
            </Typography>
          ) : null,
        )}
        {added.map(([part, { items }]) => (
          <Flex key={part} direction="column" alignItems="stretch">
            <Typography>
              {t('action.copy-access.part', {
                part: t(`action.copy-access.${part}`),
                what:
                  items
                    .filter((item) => !item.refused)
                    .map((item) => item.name)
                    .join(', ') || t('none'),
              })}
            </Typography>
            {items.map(({ name: item, refused }) =>
              refused ? (
                <Typography key={item} textColor="danger600">
                  {t('action.copy-access.part', { part: item, what: t(`error.${refused}`) })}
                </Typography>
              ) : null,
            )}
          </Flex>
        ))}
      </Flex>
    </Foreseen>
  );
};
