import { useEffect, useState } from 'react';

import { type FormHelpers, useAuth } from '@strapi/strapi/admin';

import type { PasswordRules } from '../../../../../shared/contracts/me';
import { loadMe, postMyPassword } from '../../../api/sign-in';
import { CurrentPasswordField } from '../../../components/CurrentPasswordField';
import { newPasswordProblems, type NewPasswordValues, NO_PASSWORD } from '../../../components/new-password';
import { NewPasswordFields } from '../../../components/NewPasswordFields';
import { useTranslation } from '../../../translations/use-translation';
import { endStep, type Step } from './steps';
import { StepModal } from './StepModal';
import { useStepProblem } from './use-step-problem';

type Values = NewPasswordValues & { currentPassword: string | null };

/** Over any open page, for users who must choose a new password before anything else is answered. */
export const MustChangeStep = ({ finish }: Extract<Step, { kind: 'must-change' }>) => {
  const t = useTranslation();
  const signOut = useAuth('Gatehouse', ({ logout }) => logout, false);
  const { problem, clearProblem, showProblem } = useStepProblem();
  const { rules, error } = useOwnRules();

  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    clearProblem();
    const problems = newPasswordProblems(values, rules, t);
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const { error: refused } = await postMyPassword({
      currentPassword: values.currentPassword ?? '',
      password: values.password ?? '',
    });
    if (refused !== undefined) return showProblem(refused, values, helpers);
    endStep();
    finish();
  };
  const leave = () => {
    endStep();
    void signOut?.();
  };

  return (
    <StepModal<Values>
      title={t('sign-in.must-change.title')}
      text={t('sign-in.must-change.text')}
      problem={problem ?? error}
      submitLabel={t('sign-in.must-change.submit')}
      leaveLabel={t('sign-in.sign-out')}
      onLeave={signOut && leave}
      initialValues={{ ...NO_PASSWORD, currentPassword: '' }}
      onSubmit={submit}
    >
      <CurrentPasswordField />
      <NewPasswordFields rules={rules} />
    </StepModal>
  );
};

const useOwnRules = () => {
  const t = useTranslation();
  const [rules, setRules] = useState<PasswordRules>();
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void loadMe().then(({ data }) => {
      if (!isCurrent) return;
      if (data) setRules(data.passwordRules);
      else setError(t('error.unreachable'));
    });
    return () => {
      isCurrent = false;
    };
  }, [t]);
  return { rules, error };
};
