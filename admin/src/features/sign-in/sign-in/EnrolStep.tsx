import { useState } from 'react';

import type { FormHelpers } from '@strapi/strapi/admin';

import { type EnrolKind, isSentKind } from '../../../../../shared/constants';
import type { Enrolment, SentCode } from '../../../../../shared/contracts/mfa';
import type { Challenge } from '../../../../../shared/contracts/sign-in';
import { postEnrol } from '../../../api/sign-in';
import { AppSetUp } from '../../../components/AppSetUp';
import { RecoveryCodes } from '../../../components/RecoveryCodes';
import { SentCodeField } from '../../../components/SentCodeField';
import { useTranslation } from '../../../translations/use-translation';
import { leaveStep, takeStep } from './challenge';
import { OtherWays } from './OtherWays';
import type { Finish } from './steps';
import { StepModal } from './StepModal';
import { useAsked } from './use-asked';
import { useStepProblem } from './use-step-problem';

type Props = { challenge: Extract<Challenge, { kind: 'enrol-mfa' }>; finish: Finish };
type Values = { code: string | null };
/** Shown until the person has stored them. */
type Shown = { codes: string[]; goOn: () => void };

/** Over the login page, after the right password, if a second factor is needed but missing: sets one up. */
export const EnrolStep = ({ challenge, finish }: Props) => {
  const t = useTranslation();
  const { problem, clearProblem, showProblem } = useStepProblem();
  const [kind, setKind] = useState<EnrolKind>('totp');
  const others = challenge.kinds.filter((other) => other !== kind);
  const asked = useAsked<EnrolKind, Enrolment | SentCode>(kind, (one) =>
    postEnrol({ token: challenge.token, kind: one }),
  );
  const enrolment = asked.answer && 'secret' in asked.answer ? asked.answer : undefined;
  const [shown, setShown] = useState<Shown | null>(null);

  const submit = async ({ code }: Values, helpers: FormHelpers<Values>) => {
    clearProblem();
    if (!code) return helpers.setErrors({ code: t('field.required') });
    const showCodes = ({ recoveryCodes }: { recoveryCodes?: string[] }) =>
      new Promise<void>((goOn) => {
        if (recoveryCodes) setShown({ codes: recoveryCodes, goOn });
        else goOn();
      });
    const refused = await takeStep({ token: challenge.token, method: kind, code }, finish, showCodes);
    if (refused !== undefined) showProblem(refused, { code }, helpers);
  };

  if (shown)
    return (
      <StepModal
        key="codes"
        title={t('mfa.codes')}
        text={t('sign-in.enrol.done')}
        problem={null}
        submitLabel={t('mfa.codes.kept')}
        leaveLabel=""
        onLeave={undefined}
        initialValues={{}}
        onSubmit={() => shown.goOn()}
      >
        <RecoveryCodes codes={shown.codes} />
      </StepModal>
    );
  return (
    <StepModal<Values>
      key={kind}
      title={t('sign-in.enrol.title')}
      text={t(`sign-in.enrol.text.${kind}`)}
      problem={problem ?? asked.error}
      submitLabel={t('sign-in.enrol.submit')}
      leaveLabel={t('cancel')}
      onLeave={() => leaveStep(finish)}
      initialValues={{ code: '' }}
      onSubmit={submit}
    >
      {isSentKind(kind) ? (
        <SentCodeField
          kind={kind}
          target={asked.answer && 'sentTo' in asked.answer ? asked.answer.sentTo : undefined}
          onSendAgain={asked.askAgain}
        />
      ) : (
        (enrolment || !asked.error) && <AppSetUp enrolment={enrolment} />
      )}
      <OtherWays ways={others} label={(other) => t(`sign-in.mfa.use.${other}`)} onChoose={setKind} />
    </StepModal>
  );
};
