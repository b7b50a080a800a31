import { Flex, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';
import { useIntl } from 'react-intl';

import { MAX_PAGE_SIZE } from '../../../../shared/constants';
import type { LogEntry } from '../../../../shared/contracts/log';
import { useRolesQuery } from '../../api/roles';
import { LocalTime } from '../../components/LocalTime';
import { useCan } from '../../components/PermissionsProvider';
import { useTranslation } from '../../translations/use-translation';
import { differenceOf, fieldText, shownValue } from './describe-change';

/** Lists that may be long. */
const LISTS = new Set(['apiActions', 'permissions']);

/** What changed: the field, what it was and what it is. */
export const ChangeList = ({ changes }: { changes: NonNullable<LogEntry['changes']> }) => {
  const t = useTranslation();
  return (
    <Flex tag="dl" direction="column" alignItems="stretch" gap={1}>
      {Object.entries(changes).map(([field, { before, after }]) => {
        const text = fieldText(field);
        const isNew = shownValue(field, before).kind === 'none';
        return (
          <Flex key={field} gap={2} wrap="wrap">
            <Typography tag="dt" textColor="neutral600">
              {t('log.field', { field: text ? t(text) : field })}
            </Typography>
            <Flex tag="dd" gap={2} wrap="wrap">
              {LISTS.has(field) ? (
                <Difference {...differenceOf(before, after)} />
              ) : (
                <>
                  {!isNew && (
                    <>
                      <Value field={field} value={before} />
                      <ArrowRight
                        aria-label={t('log.becomes')}
                        width="1.2rem"
                        height="1.2rem"
                        fill="neutral500"
                      />
                    </>
                  )}
                  <Value field={field} value={after} />
                </>
              )}
            </Flex>
          </Flex>
        );
      })}
    </Flex>
  );
};

/** Of a list that may be long: what came and what went. */
const Difference = ({ added, removed }: ReturnType<typeof differenceOf>) => {
  const t = useTranslation();
  return (
    <Flex direction="column" alignItems="flex-start">
      {added.length > 0 && <Typography>{t('log.more', { values: added.join(', ') })}</Typography>}
      {removed.length > 0 && <Typography>{t('log.less', { values: removed.join(', ') })}</Typography>}
    </Flex>
  );
};

const Value = ({ field, value }: { field: string; value: unknown }) => {
  const t = useTranslation();
  const { formatDisplayName } = useIntl();
  const shown = shownValue(field, value);
  switch (shown.kind) {
    case 'none':
      return <Typography textColor="neutral600">{t('none')}</Typography>;
    case 'date':
      return <LocalTime value={shown.value} />;
    case 'known':
      return <Typography>{t(shown.text)}</Typography>;
    case 'user-types':
      return <Typography>{shown.types.map((type) => t(`type.${type}`)).join(', ')}</Typography>;
    case 'roles':
      return <RoleNames ids={shown.ids} />;
    case 'country':
      return <Typography>{formatDisplayName(shown.code, { type: 'region' })}</Typography>;
    case 'phones':
      return (
        <Typography>
          {shown.phones.map(({ kind, number }) => `${number} (${t(`contact.kind.${kind}`)})`).join(', ')}
        </Typography>
      );
    case 'text':
      return <Typography>{shown.value}</Typography>;
  }
};

/** By name, where the person may see roles and the role is still there. */
const RoleNames = ({ ids }: { ids: number[] }) => {
  const canSee = useCan()('roles.read');
  const { data } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSee });
  const nameOf = (id: number) => data?.data.find((role) => role.id === id)?.name ?? String(id);
  return <Typography>{ids.map(nameOf).join(', ')}</Typography>;
};
