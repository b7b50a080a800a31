import { Flex, Typography } from '@strapi/design-system';
import { ChevronRight, Key, Lock, Shield, User } from '@strapi/icons';
import type { ComponentProps, ComponentType } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';

import { ATTENTION, type Attention, KEYS_EXPIRE_WITHIN_DAYS } from '../../../../../shared/users/attention';
import { usersPath } from '../../../paths';
import { useTranslation } from '../../../translations/use-translation';

type Colour = 'danger' | 'warning' | 'primary';
/** The more urgent, the warmer. */
const LOOKS: Record<Attention, { icon: ComponentType<ComponentProps<typeof Lock>>; colour: Colour }> = {
  locked: { icon: Lock, colour: 'danger' },
  'keys-expiring': { icon: Key, colour: 'warning' },
  'without-mfa': { icon: Shield, colour: 'warning' },
  'never-signed-in': { icon: User, colour: 'primary' },
};

type Props = { about: Attention; users: number; isCapped: boolean };

export const AttentionLine = ({ about, users, isCapped }: Props) => {
  const t = useTranslation();
  const { formatNumber } = useIntl();
  const { icon: Icon, colour } = LOOKS[about];
  return (
    <Item>
      <Line to={usersPath(conditionsOf(about))}>
        <Flex padding={2} hasRadius background={`${colour}100`} borderColor={`${colour}200`} aria-hidden>
          <Icon width="1.6rem" height="1.6rem" fill={`${colour}600`} />
        </Flex>
        <Count variant="beta" tag="span">
          {isCapped ? t('widget.attention.many', { count: users }) : formatNumber(users)}
        </Count>
        <Typography tag="span" textColor="neutral800">
          {t(`widget.attention.${about}`, { count: users, days: KEYS_EXPIRE_WITHIN_DAYS })}
        </Typography>
        <ChevronRight width="1.2rem" height="1.2rem" fill="neutral500" aria-hidden />
      </Line>
    </Item>
  );
};

/** As the list's address has them: one value each. */
const conditionsOf = (about: Attention) =>
  Object.entries(ATTENTION[about]).flatMap(([field, operators]) =>
    Object.entries<string | readonly string[]>(operators).flatMap(([operator, value]) =>
      [value].flat().map((one) => ({ [field]: { [operator === '$in' ? '$eq' : operator]: one } })),
    ),
  );

/** The columns are those of the whole list, so that ones stand below ones. */
const Item = styled.li`
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: subgrid;

  & + & {
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
`;

const Line = styled(Link)`
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: subgrid;
  align-items: center;
  min-height: 6.4rem;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: inherit;
  text-decoration: none;

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

const Count = styled(Typography)`
  text-align: right;
  font-variant-numeric: tabular-nums;
`;
