import type { ReactNode } from 'react';

import { Grid, Typography } from '@strapi/design-system';

import type { Me } from '../../../../../shared/contracts/me';
import { Card } from '../../../components/Card';
import { LocalTime } from '../../../components/LocalTime';
import { useTranslation } from '../../../translations/use-translation';

/** What users cannot change about themselves. */
export const OwnAccount = ({ me }: { me: Me }) => {
  const t = useTranslation();
  return (
    <Card title={t('me.account')} text={t('me.account.text')}>
      <Grid.Root tag="dl" gap={5}>
        <Fact name={t('field.email')}>{me.email}</Fact>
        <Fact name={t('field.userName')}>{me.userName}</Fact>
        <Fact name={t('field.roles')}>{me.roles.map(({ name }) => name).join(', ')}</Fact>
        <Fact name={t('me.last-login')}>
          <LocalTime value={me.lastLoginAt} none={t('never')} />
        </Fact>
      </Grid.Root>
    </Card>
  );
};

// A `dl` allows one box around each entry, and no more.
const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <Grid.Item xs={12} m={6} direction="column" alignItems="flex-start" gap={1}>
    <Typography tag="dt" variant="pi" fontWeight="bold">
      {name}
    </Typography>
    <Typography tag="dd" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  </Grid.Item>
);
