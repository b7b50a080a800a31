import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { Widget } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

import { useAttentionQuery } from '../../../api/attention';
import { useTranslation } from '../../../translations/use-translation';
import { AttentionLine } from './AttentionLine';

const List = styled.ul`
  display: grid;
  grid-template-columns: auto auto 1fr auto;
  column-gap: ${({ theme }) => theme.spaces[3]};
`;

/** How many users need somebody to act, and for what; each line leads to the list of exactly these. */
export const AttentionWidget = () => {
  const t = useTranslation();
  const { data, isError } = useAttentionQuery(undefined, { refetchOnMountOrArgChange: true });
  if (isError) return <Widget.Error />;
  if (!data) return <Widget.Loading />;
  const lines = data.data.filter(({ users }) => users > 0);
  if (lines.length === 0) return <AllIsWell />;
  return (
    <List aria-label={t('widget.attention.title')}>
      {lines.map((line) => (
        <AttentionLine key={line.about} {...line} />
      ))}
    </List>
  );
};

const AllIsWell = () => {
  const t = useTranslation();
  return (
    <Flex height="100%" direction="column" justifyContent="center" gap={2}>
      <CheckCircle width="4rem" height="4rem" fill="success500" aria-hidden />
      <Typography variant="delta" tag="p">
        {t('widget.attention.none')}
      </Typography>
      <Typography textColor="neutral600">{t('widget.attention.none.text')}</Typography>
    </Flex>
  );
};
