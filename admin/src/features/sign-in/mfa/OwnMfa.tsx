import { useState } from 'react';

import { Button, Flex, Typography } from '@strapi/design-system';

import { SENT_KINDS, type SentKind } from '../../../../../shared/constants';
import { useDeleteMyTrustedDevicesMutation, useMyMfaQuery } from '../../../api/mfa';
import { Card } from '../../../components/Card';
import { FactorList, TrustedDeviceList } from '../../../components/FactorList';
import { LoadError } from '../../../components/LoadError';
import { LocalTime } from '../../../components/LocalTime';
import { hasPasskeys } from '../../../components/passkeys';
import { Skeleton } from '../../../components/Skeleton';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { type Open, OwnMfaDialog } from './OwnMfaDialog';

/** The signed-in user's own second factor: what exists, and what may be done about it. */
export const OwnMfa = () => {
  const t = useTranslation();
  const { succeeded, failed } = useFeedback();
  const { data, error, refetch } = useMyMfaQuery();
  const [forget, forgetting] = useDeleteMyTrustedDevicesMutation();
  const [open, setOpen] = useState<Open | null>(null);
  const mfa = data?.data;
  if (!mfa)
    return (
      <Card title={t('mfa.title')}>
        {error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={8} />}
      </Card>
    );

  const openCodeFrom = (kind: SentKind) => (event: React.MouseEvent<HTMLElement>) =>
    setOpen({ name: 'add-code', kind, opener: event.currentTarget });
  const openFrom = (name: 'add' | 'add-passkey' | 'renew-codes') => (event: React.MouseEvent<HTMLElement>) =>
    setOpen({ name, opener: event.currentTarget });
  const forgetAll = async () => {
    const result = await forget();
    if ('error' in result) failed(result.error);
    else succeeded('mfa.trusted.forgotten');
  };

  return (
    <Card title={t('mfa.title')} text={t('mfa.text')}>
      {mfa.isRequired && !mfa.isEnabled && (
        <Flex gap={1} wrap="wrap">
          <Typography textColor="danger600">{t('mfa.due')}</Typography>
          <LocalTime value={mfa.dueAt} none={t('mfa.due.now')} />
        </Flex>
      )}
      {mfa.factors.length === 0 ? (
        <Typography textColor="neutral600">{t('mfa.none')}</Typography>
      ) : (
        <FactorList
          factors={mfa.factors}
          actionOf={(factor) => (
            <Button
              variant="danger-light"
              size="S"
              aria-label={t('mfa.remove.of', { name: factor.name })}
              onClick={(event: React.MouseEvent<HTMLElement>) =>
                setOpen({ name: 'remove', factor, opener: event.currentTarget })
              }
            >
              {t('mfa.remove')}
            </Button>
          )}
        />
      )}
      {mfa.isEnabled && (
        <Typography textColor={mfa.recoveryCodesLeft > 2 ? 'neutral600' : 'danger600'}>
          {t('mfa.codes.left', { count: mfa.recoveryCodesLeft })}
        </Typography>
      )}
      <Flex gap={2} wrap="wrap">
        <Button variant={mfa.isEnabled ? 'secondary' : 'default'} onClick={openFrom('add')}>
          {t('mfa.add')}
        </Button>
        {mfa.canAdd.includes('passkey') && hasPasskeys() && (
          <Button variant="secondary" onClick={openFrom('add-passkey')}>
            {t('mfa.add-passkey')}
          </Button>
        )}
        {SENT_KINDS.filter((kind) => mfa.canAdd.includes(kind)).map((kind) => (
          <Button key={kind} variant="secondary" onClick={openCodeFrom(kind)}>
            {t(`mfa.add.${kind}`)}
          </Button>
        ))}
        {mfa.isEnabled && (
          <Button variant="secondary" onClick={openFrom('renew-codes')}>
            {t('mfa.codes.renew')}
          </Button>
        )}
      </Flex>
      {mfa.trustedDevices.length > 0 && (
        <>
          <Flex justifyContent="space-between" gap={2} wrap="wrap">
            <Typography variant="sigma" tag="h3" textColor="neutral600">
              {t('mfa.trusted')}
            </Typography>
            <Button
              variant="danger-light"
              size="S"
              loading={forgetting.isLoading}
              onClick={() => void forgetAll()}
            >
              {t('mfa.trusted.forget')}
            </Button>
          </Flex>
          <TrustedDeviceList devices={mfa.trustedDevices} />
        </>
      )}
      {open && <OwnMfaDialog open={open} setOpen={setOpen} />}
    </Card>
  );
};
