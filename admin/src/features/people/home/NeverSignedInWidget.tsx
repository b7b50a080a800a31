import { Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';
import { useIntl } from 'react-intl';

import { useUsersQuery } from '../../../api/users';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

const NEVER = { lastLoginAt: { $null: 'true' } } as const;

/** How many users have never signed in. */
export const NeverSignedInWidget = () => {
  const t = useTranslation();
  const { formatNumber } = useIntl();
  const { data, isError } = useUsersQuery(
    { pageSize: '1', filters: NEVER },
    { refetchOnMountOrArgChange: true },
  );
  if (isError) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  const { total, totalIsCapped } = data.meta.pagination;
  if (total === 0) return <Widget.NoData>{t('widget.never.none')}</Widget.NoData>;
  return (
    <Flex direction="column" justifyContent="center" gap={3} height="100%">
      <Typography variant="alpha" tag="p">
        {totalIsCapped ? t('widget.never.many', { count: total }) : formatNumber(total)}
      </Typography>
      <Typography textColor="neutral600">{t('widget.never.text', { count: total })}</Typography>
      <Link tag={NavLink} to={usersPath([NEVER])}>
        {t('widget.never.show')}
      </Link>
    </Flex>
  );
};
