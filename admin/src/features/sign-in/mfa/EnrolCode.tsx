import { useState } from 'react';

import { Button, Flex, Typography } from '@strapi/design-system';

import type { MfaState } from '../../../../../shared/contracts/mfa';
import type { User } from '../../../../../shared/contracts/users';
import { useMakeEnrolCodeMutation } from '../../../api/mfa';
import { Card } from '../../../components/Card';
import { LocalTime } from '../../../components/LocalTime';
import { SecretShown } from '../../../components/SecretShown';
import { useFeedback } from '../../../components/use-feedback';
import { useTranslation } from '../../../translations/use-translation';
import { useIsSelf } from '../../../components/user/use-is-self';

type Props = { user: User; mfa: MfaState };

/** What users who lost their second factor must prove before setting up another, and a code for it. */
export const EnrolCode = ({ user, mfa }: Props) => {
  const t = useTranslation();
  const isSelf = useIsSelf()(user);
  const { failed } = useFeedback();
  const [make, { isLoading }] = useMakeEnrolCodeMutation();
  const [made, setMade] = useState<{ code: string; opener: HTMLElement } | null>(null);
  if (!mfa.enrolProofs.includes('admin-code')) return null;

  const makeOne = async (opener: HTMLElement) => {
    const result = await make(user.id);
    if ('error' in result) failed(result.error);
    else setMade({ code: result.data.data.code, opener });
  };
  return (
    <Card title={t('mfa.enrol-code')} text={t(`mfa.enrol-code.${mfa.enrolProofs[0] ?? 'admin-code'}.text`)}>
      {mfa.enrolCodeUntil && (
        <Flex gap={1} wrap="wrap">
          <Typography>{t('mfa.enrol-code.until')}</Typography>
          <LocalTime value={mfa.enrolCodeUntil} />
        </Flex>
      )}
      {!isSelf && (
        <Flex>
          <Button
            variant="secondary"
            loading={isLoading}
            onClick={(event: React.MouseEvent<HTMLElement>) => void makeOne(event.currentTarget)}
          >
            {t('mfa.enrol-code.make')}
          </Button>
        </Flex>
      )}
      {made && (
        <SecretShown
          title={t('mfa.enrol-code')}
          of="enrol-code"
          secret={made.code}
          opener={made.opener}
          onClose={() => setMade(null)}
        />
      )}
    </Card>
  );
};
