import { useState } from 'react';

import { Box } from '@strapi/design-system';
import type { FormHelpers } from '@strapi/strapi/admin';

import type { EnrolProof } from '../../../../../shared/constants';
import type { SentCode } from '../../../../../shared/contracts/mfa';
import type { Challenge } from '../../../../../shared/contracts/sign-in';
import { postAskCode } from '../../../api/sign-in';
import { CodeField } from '../../../components/CodeField';
import { SentCodeField } from '../../../components/SentCodeField';
import { useTranslation } from '../../../translations/use-translation';
import { leaveStep, takeStep } from './challenge';
import { OtherWays } from './OtherWays';
import type { Finish } from './steps';
import { StepModal } from './StepModal';
import { useAsked } from './use-asked';
import { useStepProblem } from './use-step-problem';

type Props = { challenge: Extract<Challenge, { kind: 'enrol-proof' }>; finish: Finish };
type Values = { code: string | null };

/** Over the login page, before a lost second factor is replaced: a proof beyond the password. */
export const EnrolProofStep = ({ challenge, finish }: Props) => {
  const t = useTranslation();
  const { token, methods } = challenge;
  const { problem, clearProblem, showProblem } = useStepProblem();
  const [method, setMethod] = useState<EnrolProof>(methods[0] ?? 'admin-code');
  const others = methods.filter((other) => other !== method);
  const sent = useAsked<'mail', SentCode>(method === 'mail' ? method : null, (kind) =>
    postAskCode({ token, method: kind }),
  );

  const submit = async ({ code }: Values, helpers: FormHelpers<Values>) => {
    clearProblem();
    if (!code) return helpers.setErrors({ code: t('field.required') });
    const error = await takeStep({ token, method, code }, finish);
    if (error !== undefined) showProblem(error, { code }, helpers);
  };

  return (
    <StepModal<Values>
      title={t('sign-in.enrol-proof.title')}
      text={t(`sign-in.enrol-proof.${method}.text`)}
      problem={problem ?? sent.error}
      submitLabel={t('sign-in.enrol-proof.submit')}
      leaveLabel={t('cancel')}
      onLeave={() => leaveStep(finish)}
      initialValues={{ code: '' }}
      onSubmit={submit}
    >
      {/* One field for each method: what was typed for one is no code of another. */}
      {method === 'mail' ? (
        <SentCodeField key={method} kind={method} target={sent.answer?.sentTo} onSendAgain={sent.askAgain} />
      ) : (
        <Box key={method}>
          <CodeField label={t('sign-in.enrol-proof.admin-code')} isNumber={false} />
        </Box>
      )}
      <OtherWays
        ways={others}
        label={(other) => t(`sign-in.enrol-proof.use.${other}`)}
        onChoose={setMethod}
      />
    </StepModal>
  );
};
