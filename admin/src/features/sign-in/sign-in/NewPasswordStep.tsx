import type { FormHelpers } from '@strapi/strapi/admin';

import type { Challenge } from '../../../../../shared/contracts/sign-in';
import { newPasswordProblems, type NewPasswordValues, NO_PASSWORD } from '../../../components/new-password';
import { NewPasswordFields } from '../../../components/NewPasswordFields';
import { useTranslation } from '../../../translations/use-translation';
import { leaveStep, takeStep } from './challenge';
import type { Finish } from './steps';
import { StepModal } from './StepModal';
import { useStepProblem } from './use-step-problem';

type Props = { challenge: Extract<Challenge, { kind: 'new-password' }>; finish: Finish };

/** Over the login page, if a right password must be replaced. The login page signs in with the answer. */
export const NewPasswordStep = ({ challenge, finish }: Props) => {
  const t = useTranslation();
  const { problem, clearProblem, showProblem } = useStepProblem();

  const submit = async (values: NewPasswordValues, helpers: FormHelpers<NewPasswordValues>) => {
    clearProblem();
    const problems = newPasswordProblems(values, challenge.passwordRules, t);
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const body = { token: challenge.token, password: values.password ?? '' };
    const error = await takeStep(body, finish);
    if (error !== undefined) showProblem(error, values, helpers);
  };

  return (
    <StepModal<NewPasswordValues>
      title={t('sign-in.new-password.title')}
      text={t('sign-in.new-password.text')}
      problem={problem}
      submitLabel={t('sign-in.new-password.submit')}
      leaveLabel={t('cancel')}
      onLeave={() => leaveStep(finish)}
      initialValues={NO_PASSWORD}
      onSubmit={submit}
    >
      <NewPasswordFields rules={challenge.passwordRules} />
    </StepModal>
  );
};
