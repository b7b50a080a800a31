import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import type { User } from '../../../../../shared/contracts/users';
import { nameOf } from '../../../components/user/user-names';
import { userPath } from '../../../paths';

/** A user's name and e-mail address, one below the other. Opens the user by keyboard, too. */
export const UserNames = ({ user }: { user: User }) => (
  <Names direction="column" alignItems="flex-start">
    <Link tag={NavLink} to={userPath(user.id)} onClick={(event) => event.stopPropagation()}>
      {nameOf(user)}
    </Link>
    {nameOf(user) !== user.email && (
      <Typography variant="pi" textColor="neutral600" ellipsis title={user.email}>
        {user.email}
      </Typography>
    )}
  </Names>
);

const Names = styled(Flex)`
  width: 20rem;

  ${({ theme }) => theme.breakpoints.large} {
    width: 28rem;
  }

  & > * {
    max-width: 100%;
  }
  & > a > span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
`;
