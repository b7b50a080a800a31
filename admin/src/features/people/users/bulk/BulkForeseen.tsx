import { Flex, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import type { BulkAction } from '../../../../../../shared/users/actions';
import { usePreviewBulkQuery } from '../../../../api/bulk';
import { isCode } from '../../../../api/refusal';
import { Foreseen } from '../../../../components/Foreseen';
import { type TextId, useTranslation } from '../../../../translations/use-translation';
import type { Selection } from './use-selection';

/** Of how many users; other refusals are worded as those of one. */
const WORDED = [
  'OWN_USER',
  'LAST_SUPER_ADMIN',
  'SUPER_ADMIN_ONLY',
  'ALREADY_SO',
  'INVALID_TRANSITION',
  'NOT_FOUND',
  'OUT_OF_REACH',
  'NO_PASSWORD',
  'NO_SEATS_LEFT',
  'ROLE_NOT_FOR_TYPE',
  'MORE_THAN_YOU_HOLD',
  'LICENCE_FORBIDS_ROLE',
] as const;
const isWorded = (code: string): code is (typeof WORDED)[number] =>
  (WORDED as readonly string[]).includes(code);

/** How many of the chosen users it will be done to, and how many not, with the reasons. */
export const BulkForeseen = ({ action, asked }: { action: BulkAction; asked: Selection['asked'] }) => {
  const t = useTranslation();
  const { value: role } = useField<string | null>('role');
  const { value: until } = useField<string | null>('until');
  const isWaiting = action === 'assign-role' && !role;
  const { data, error, isFetching } = usePreviewBulkQuery(
    { action, ...asked, ...(until && { until }), ...(role && { role: Number(role) }) },
    { skip: isWaiting, refetchOnMountOrArgChange: true },
  );
  if (isWaiting) return null;

  const wordsOf = ({ code, count }: { code: string; count: number }) =>
    isWorded(code)
      ? t(`bulk.refused.${code}`, { count })
      : t('bulk.refused', { count, why: t((isCode(code) ? `error.${code}` : 'error.unknown') as TextId) });
  return (
    <Foreseen isLoading={isFetching} error={error}>
      {data && (
        <Flex direction="column" alignItems="stretch" gap={1}>
          <Typography fontWeight="semiBold">
            {t('bulk.foreseen', { changed: data.data.changed, total: data.data.total })}
          </Typography>
          {data.data.refused.length > 0 && (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
              {data.data.refused.map((one) => (
                <Typography key={one.code} tag="li" textColor="neutral600">
                  {wordsOf(one)}
                </Typography>
              ))}
            </Flex>
          )}
        </Flex>
      )}
    </Foreseen>
  );
};
