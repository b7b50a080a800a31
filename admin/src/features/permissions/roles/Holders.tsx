import { Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { Role } from '../../../../../shared/contracts/roles';
import { useCan } from '../../../components/PermissionsProvider';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

type Props = { role: Role; text?: 'roles.holders.count' | 'role.holders' };

/** How many users hold the role, with a link to them. */
export const Holders = ({ role: { id, userCount }, text = 'roles.holders.count' }: Props) => {
  const t = useTranslation();
  const canSee = useCan()('users.read');
  if (!canSee || userCount === 0) return <Typography>{t(text, { count: userCount })}</Typography>;
  return (
    <Link tag={NavLink} to={usersPath([{ role: { $eq: String(id) } }])}>
      {t(text, { count: userCount })}
    </Link>
  );
};
