import { Flex, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';
import { useIntl } from 'react-intl';

import { MAX_PAGE_SIZE } from '../../../../shared/constants';
import type { LogEntry } from '../../../../shared/contracts/log';
import { useRolesQuery } from '../../api/roles';
import { LocalTime } from '../LocalTime';
import { useCan } from '../PermissionsProvider';
import { type Translate, useTranslation } from '../../translations/use-translation';
import { useValueInWords } from '../policy/PolicyValue';
import { actionText } from './actions';
import { differenceOf, fieldText, shownValue } from './describe-change';
import { apiActionText, permissionText } from './permission-words';

/** Lists that may be long; each entry is put into words. */
const LISTS: Partial<Record<string, (one: string, t: Translate) => string>> = {
  apiActions: apiActionText,
  permissions: permissionText,
};

/** What changed: the field, its old value and its new one. */
export const ChangeList = ({ changes }: { changes: NonNullable<LogEntry['changes']> }) => {
  const t = useTranslation();
  return (
    <Flex tag="dl" direction="column" alignItems="stretch" gap={1}>
      {Object.entries(changes).map(([field, { before, after }]) => {
        const text = fieldText(field);
        const inWords = LISTS[field];
        const [was, is] = [shownValue(field, before).kind, shownValue(field, after).kind];
        // For a text that is too long to show, it is enough that it changed.
        const isNew = was === 'none' || (was === 'changed' && is === 'changed');
        return (
          <Flex key={field} gap={2} wrap="wrap">
            <Typography tag="dt" textColor="neutral600">
              {t('log.field', { field: text ? t(text) : field })}
            </Typography>
            <Flex tag="dd" gap={2} wrap="wrap">
              {inWords ? (
                <Difference {...differenceOf(before, after)} inWords={(one) => inWords(one, t)} />
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

/** For a list that may be long: what was added and what was removed. */
const Difference = ({
  added,
  removed,
  inWords,
}: ReturnType<typeof differenceOf> & { inWords: (one: string) => string }) => {
  const t = useTranslation();
  const textOf = (all: readonly string[]) => all.map(inWords).join(', ');
  return (
    <Flex direction="column" alignItems="flex-start">
      {added.length > 0 && <Typography>{t('log.more', { values: textOf(added) })}</Typography>}
      {removed.length > 0 && <Typography>{t('log.less', { values: textOf(removed) })}</Typography>}
    </Flex>
  );
};

const Value = ({ field, value }: { field: string; value: unknown }) => {
  const t = useTranslation();
  const { formatDisplayName } = useIntl();
  const policyInWords = useValueInWords();
  const shown = shownValue(field, value);
  switch (shown.kind) {
    case 'none':
      return <Typography textColor="neutral600">{t('none')}</Typography>;
    case 'date':
      return <LocalTime value={shown.value} />;
    case 'known':
      return <Typography>{shown.texts.map((text) => t(text)).join(', ')}</Typography>;
    case 'actions':
      return <Typography>{shown.actions.map((action) => actionText(action, t)).join(', ')}</Typography>;
    case 'policy':
      return <Typography>{policyInWords(shown.value)}</Typography>;
    case 'changed':
      return <Typography>{t('log.value.changed')}</Typography>;
    case 'user-types':
      return <Typography>{shown.types.map((type) => t(`type.${type}`)).join(', ')}</Typography>;
    case 'roles':
      return <RoleNames ids={shown.ids} />;
    case 'country':
      return <Typography>{formatDisplayName(shown.code, { type: 'region' })}</Typography>;
    case 'language':
      return <Typography>{formatDisplayName(shown.code, { type: 'language' })}</Typography>;
    case 'accounts':
      return (
        <Typography>
          {shown.memberships
            .map(({ name, role }) => t('log.value.account', { name, role: t(`accounts.role.${role}`) }))
            .join(', ')}
        </Typography>
      );
    case 'phones':
      return (
        <Typography>
          {shown.phones.map(({ kind, number }) => `${number} (${t(`contact.kind.${kind}`)})`).join(', ')}
        </Typography>
      );
    case 'text':
      return <Typography style={{ overflowWrap: 'anywhere' }}>{shown.value}</Typography>;
  }
};

/** By name, if the person may see roles and the role still exists. */
const RoleNames = ({ ids }: { ids: number[] }) => {
  const canSee = useCan()('roles.read');
  const { data } = useRolesQuery({ pageSize: String(MAX_PAGE_SIZE) }, { skip: !canSee });
  const nameOf = (id: number) => data?.data.find((role) => role.id === id)?.name ?? String(id);
  return <Typography>{ids.map(nameOf).join(', ')}</Typography>;
};
