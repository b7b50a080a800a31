import type { ReactNode } from 'react';

import { Box, Flex, Typography } from '@strapi/design-system';

import type { Factor, TrustedDevice } from '../../../shared/contracts/mfa';
import { describeClient } from './describe-client';
import { useTranslation } from '../translations/use-translation';
import { LinedItem } from './LinedItem';
import { LocalTime } from './LocalTime';

type Line = { id: number; name: string; facts: ReactNode; action?: ReactNode };

const Lines = ({ label, lines }: { label: string; lines: readonly Line[] }) => (
  <Box tag="ul" aria-label={label} style={{ listStyle: 'none' }}>
    {lines.map(({ id, name, facts, action }) => (
      <LinedItem key={id}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography fontWeight="semiBold">{name}</Typography>
            <Flex gap={4} wrap="wrap">
              {facts}
            </Flex>
          </Flex>
          {action}
        </Flex>
      </LinedItem>
    ))}
  </Box>
);

const Fact = ({ children }: { children: ReactNode }) => (
  <Typography textColor="neutral600">{children}</Typography>
);

const When = ({ what, time, none }: { what: string; time: string | null; none?: string }) => (
  <Flex gap={1}>
    <Fact>{what}</Fact>
    <LocalTime value={time} {...(none && { none })} textColor="neutral600" />
  </Flex>
);

/** Second factors, each with its actions. */
export const FactorList = ({
  factors,
  actionOf,
}: {
  factors: readonly Factor[];
  actionOf?: (factor: Factor) => ReactNode;
}) => {
  const t = useTranslation();
  return (
    <Lines
      label={t('mfa.factors')}
      lines={factors.map((factor) => ({
        id: factor.id,
        name: factor.name,
        facts: (
          <>
            <Fact>{t(`mfa.kind.${factor.kind}`)}</Fact>
            <When what={t('mfa.added')} time={factor.createdAt} />
            <When what={t('mfa.last-used')} time={factor.lastUsedAt} none={t('never')} />
          </>
        ),
        action: actionOf?.(factor),
      }))}
    />
  );
};

/** Browsers that are not asked for the second factor. */
export const TrustedDeviceList = ({ devices }: { devices: readonly TrustedDevice[] }) => {
  const t = useTranslation();
  return (
    <Lines
      label={t('mfa.trusted')}
      lines={devices.map(({ id, client, address, lastUsedAt, trustedUntil }) => ({
        id,
        name: client ? describeClient(client) : t('mfa.trusted.unnamed'),
        facts: (
          <>
            {address && <Fact>{t('mfa.trusted.from', { ip: address })}</Fact>}
            <When what={t('mfa.last-used')} time={lastUsedAt} />
            <When what={t('mfa.trusted.until')} time={trustedUntil} />
          </>
        ),
      }))}
    />
  );
};
