import { useState } from 'react';

import { Box } from '@strapi/design-system';
import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import { isSentKind, type MfaMethod, type SentKind } from '../../../../../shared/constants';
import type { SentCode } from '../../../../../shared/contracts/mfa';
import type { Challenge } from '../../../../../shared/contracts/sign-in';
import { postAskCode, postAskPasskey } from '../../../api/sign-in';
import { CodeField } from '../../../components/CodeField';
import { askForPasskey, hasPasskeys } from '../../../components/passkeys';
import { SentCodeField } from '../../../components/SentCodeField';
import { useTranslation } from '../../../translations/use-translation';
import { leaveStep, takeStep } from './challenge';
import { OtherWays } from './OtherWays';
import type { Finish } from './steps';
import { StepModal } from './StepModal';
import { useAsked } from './use-asked';
import { useStepProblem } from './use-step-problem';

type Props = { challenge: Extract<Challenge, { kind: 'mfa' }>; finish: Finish };
type Values = { code: string | null; trustDevice: boolean };

/** Over the login page, after the right password: the second factor. */
export const MfaStep = ({ challenge, finish }: Props) => {
  const t = useTranslation();
  const { problem, clearProblem, showProblem, showText } = useStepProblem();
  const methods = challenge.methods.filter((one) => one !== 'passkey' || hasPasskeys());
  const [method, setMethod] = useState<MfaMethod>(
    methods.find((one) => one === 'passkey') ?? methods[0] ?? 'totp',
  );
  const others = methods.filter((other) => other !== method);
  const sent = useAsked<SentKind, SentCode>(isSentKind(method) ? method : null, (kind) =>
    postAskCode({ token: challenge.token, method: kind }),
  );

  const submit = async ({ code, trustDevice }: Values, helpers: FormHelpers<Values>) => {
    clearProblem();
    if (method === 'passkey') return takePasskey(trustDevice, helpers);
    if (!code) return helpers.setErrors({ code: t('field.required') });
    const error = await takeStep({ token: challenge.token, method, code, trustDevice }, finish);
    if (error !== undefined) showProblem(error, { code }, helpers);
  };
  const takePasskey = async (trustDevice: boolean, helpers: FormHelpers<Values>) => {
    const { token } = challenge;
    const { data: options, error: refused } = await postAskPasskey({ token });
    if (refused !== undefined) return showProblem(refused, {}, helpers);
    const passkey = await askForPasskey(options as object);
    if (!passkey) return showText(t('mfa.passkey.none'));
    const error = await takeStep({ token, method, passkey, trustDevice }, finish);
    if (error !== undefined) showProblem(error, {}, helpers);
  };

  return (
    <StepModal<Values>
      title={t('sign-in.mfa.title')}
      text={t(methods.length > 0 ? `sign-in.mfa.${method}.text` : 'sign-in.mfa.none')}
      problem={problem ?? sent.error}
      submitLabel={t(method === 'passkey' ? 'sign-in.mfa.submit.passkey' : 'sign-in.mfa.submit')}
      leaveLabel={t('cancel')}
      onLeave={() => leaveStep(finish)}
      initialValues={{ code: '', trustDevice: false }}
      onSubmit={submit}
    >
      {/* One field for each method: what was typed for one is no code of another. */}
      {isSentKind(method) ? (
        <SentCodeField key={method} kind={method} target={sent.answer?.sentTo} onSendAgain={sent.askAgain} />
      ) : (
        method !== 'passkey' && (
          <Box key={method}>
            <CodeField label={t(`mfa.method.${method}`)} isNumber={method === 'totp'} />
          </Box>
        )
      )}
      {challenge.trustDays > 0 && (
        <InputRenderer
          type="checkbox"
          name="trustDevice"
          label={t('sign-in.mfa.trust', { days: challenge.trustDays })}
          hint={t('sign-in.mfa.trust.hint')}
        />
      )}
      <OtherWays ways={others} label={(other) => t(`sign-in.mfa.use.${other}`)} onChoose={setMethod} />
    </StepModal>
  );
};
