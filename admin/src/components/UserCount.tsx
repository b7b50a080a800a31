import { Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { usersPath } from '../paths';
import { useTranslation } from '../translations/use-translation';
import type { Condition } from './list-query';
import { useCan } from './PermissionsProvider';

/** How many users something has, with a link to them. */
export const UserCount = ({ count, filter }: { count: number; filter: Condition }) => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  const text = t('users.count', { count });
  if (count === 0 || !canSeeUsers) return <Typography textColor="neutral600">{text}</Typography>;
  return (
    <Link tag={NavLink} to={usersPath([filter])}>
      {text}
    </Link>
  );
};
