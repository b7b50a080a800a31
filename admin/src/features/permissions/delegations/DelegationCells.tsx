import { Link, type StatusVariant, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { Delegation, DelegationState } from '../../../../../shared/contracts/delegations';
import { LocalTime } from '../../../components/LocalTime';
import { StateBadge } from '../../../components/StateBadge';
import { userPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

const COLOURS: Record<DelegationState, StatusVariant> = {
  'in-force': 'success',
  'to-come': 'warning',
  over: 'neutral',
};

/** Purpose, period, and whether it applies now: the columns of both tables. */
export const TERMS = ['purpose', 'validFrom', 'validTo', 'state'] as const;

export const Term = ({ column, delegation }: { column: (typeof TERMS)[number]; delegation: Delegation }) => {
  const t = useTranslation();
  const { purpose, validFrom, validTo, state, givenBy } = delegation;
  switch (column) {
    case 'purpose':
      return (
        <Typography fontWeight={purpose === null ? 'semiBold' : 'regular'} ellipsis>
          {purpose ?? t('delegation.everything')}
        </Typography>
      );
    case 'validFrom':
      return (
        <>
          <LocalTime value={validFrom} />
          <Typography variant="pi" textColor="neutral600" tag="p" ellipsis>
            {t('delegation.by', { name: givenBy })}
          </Typography>
        </>
      );
    case 'validTo':
      return <LocalTime value={validTo} none={t('delegation.open')} />;
    case 'state':
      return <StateBadge colour={COLOURS[state]} text={t(`delegation.state.${state}`)} />;
  }
};

/** Links to the same tab of the other user. */
export const UserLink = ({ user: { id, userName } }: { user: Delegation['user'] }) => (
  <Link tag={NavLink} to={userPath(id, 'delegation')}>
    {userName}
  </Link>
);
