import { Field, Flex, Grid, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';

import { MFA_REQUIREMENTS, type MfaRequirement } from '../../../../../shared/constants';
import type { User } from '../../../../../shared/contracts/users';
import { useRequireMfaMutation, useUserMfaQuery } from '../../../api/mfa';
import { Card } from '../../../components/Card';
import { FactorList, TrustedDeviceList } from '../../../components/FactorList';
import { LoadError } from '../../../components/LoadError';
import { LocalTime } from '../../../components/LocalTime';
import { Skeleton } from '../../../components/Skeleton';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { useIsSelf } from '../../../components/user/use-is-self';
import { EnrolCode } from './EnrolCode';

/** A user's second factor: whether one is required, which exist, and which browsers are trusted. */
export const MfaTab = ({ user }: { user: User }) => {
  const t = useTranslation();
  const { data, error, refetch } = useUserMfaQuery(user.id, { refetchOnMountOrArgChange: true });
  const mfa = data?.data;
  if (!mfa)
    return (
      <Card title={t('mfa.title')}>
        {error ? <LoadError error={error} onRetry={refetch} /> : <Skeleton height={8} />}
      </Card>
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Card title={t('mfa.requirement')} text={t('mfa.requirement.text')}>
        <Grid.Root gap={5}>
          <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
            <Requirement user={user} value={mfa.requirement} />
          </Grid.Item>
        </Grid.Root>
        <Typography>{t(mfa.isRequired ? 'mfa.is-required' : 'mfa.is-not-required')}</Typography>
        {mfa.isRequired && !mfa.isEnabled && (
          <Flex gap={1} wrap="wrap">
            <Typography>{t('mfa.user-due')}</Typography>
            <LocalTime value={mfa.dueAt} none={t('mfa.due.now')} />
          </Flex>
        )}
      </Card>
      <Card title={t('mfa.factors')}>
        {mfa.factors.length === 0 ? (
          <Typography textColor="neutral600">{t('mfa.user-none')}</Typography>
        ) : (
          <>
            <FactorList factors={mfa.factors} />
            <Typography textColor="neutral600">
              {t('mfa.codes.left', { count: mfa.recoveryCodesLeft })}
            </Typography>
          </>
        )}
      </Card>
      <EnrolCode user={user} mfa={mfa} />
      <Card title={t('mfa.trusted')} text={t('mfa.trusted.text')}>
        {mfa.trustedDevices.length === 0 ? (
          <Typography textColor="neutral600">{t('mfa.trusted.none')}</Typography>
        ) : (
          <TrustedDeviceList devices={mfa.trustedDevices} />
        )}
      </Card>
    </Flex>
  );
};

const Requirement = ({ user, value }: { user: User; value: MfaRequirement }) => {
  const t = useTranslation();
  const isSelf = useIsSelf()(user);
  const { succeeded, failed } = useFeedback();
  const [require, { isLoading }] = useRequireMfaMutation();
  const choose = async (requirement: string | number) => {
    const result = await require({ id: user.id, body: { requirement: requirement as MfaRequirement } });
    if ('error' in result) failed(result.error);
    else succeeded('mfa.requirement.saved');
  };
  return (
    <Field.Root name="requirement" hint={t('mfa.requirement.hint')}>
      <Field.Label>{t('mfa.requirement')}</Field.Label>
      <SingleSelect
        value={value}
        disabled={isSelf || isLoading || user.type !== 'panel'}
        onChange={(requirement) => void choose(requirement)}
      >
        {MFA_REQUIREMENTS.map((requirement) => (
          <SingleSelectOption key={requirement} value={requirement}>
            {t(`mfa.requirement.${requirement}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
};
