import { Flex, Link, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { useUsersQuery } from '../../../api/users';
import { LocalTime } from '../../../components/LocalTime';
import { StatusBadge } from '../../../components/StatusBadge';
import { userPath, usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';
import { nameOf } from '../../../components/user/user-names';

const LOCKED = ['auto-locked', 'locked-by-admin'] as const;
const SHOWN = 5;

/** Users who are locked at the moment, with a link to each. */
export const LockedUsersWidget = () => {
  const t = useTranslation();
  const { data, isError } = useUsersQuery(
    { pageSize: String(SHOWN), sort: 'updatedAt:desc', filters: { status: { $in: [...LOCKED] } } },
    { refetchOnMountOrArgChange: true },
  );
  if (isError) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  if (data.data.length === 0) return <Widget.NoData>{t('widget.locked.none')}</Widget.NoData>;
  const { total, totalIsCapped } = data.meta.pagination;
  const more = total - data.data.length;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Table colCount={3} rowCount={data.data.length}>
        <Tbody>
          {data.data.map((user) => (
            <Tr key={user.id}>
              <Td>
                <Link tag={NavLink} to={userPath(user.id)}>
                  {nameOf(user)}
                </Link>
              </Td>
              <Td>
                <StatusBadge status={user.status} />
              </Td>
              <Td>
                <LocalTime value={user.lockedUntil} none={t('widget.locked.open')} textColor="neutral600" />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {more > 0 && (
        <Link tag={NavLink} to={usersPath(LOCKED.map((status) => ({ status: { $eq: status } })))}>
          <Typography>
            {t(totalIsCapped ? 'widget.locked.many-more' : 'widget.locked.more', { count: more })}
          </Typography>
        </Link>
      )}
    </Flex>
  );
};
