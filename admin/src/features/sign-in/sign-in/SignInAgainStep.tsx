import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import { refusalOf } from '../../../api/refusal';
import { postLogin } from '../../../api/sign-in';
import { useTranslation } from '../../../translations/use-translation';
import { challengeOf } from './challenge';
import { isRemembered } from './sign-in-again';
import { beginStep, endStep, type Step } from './steps';
import { StepModal } from './StepModal';
import { useStepProblem } from './use-step-problem';

type Again = Extract<Step, { kind: 'sign-in-again' }>;
type Values = { email: string | null; password: string | null };

/** Over any open page when the session has ended: signs in like the login page, and the page goes on. */
export const SignInAgainStep = (step: Again) => {
  const t = useTranslation();
  const { problem, clearProblem, showText, showProblem } = useStepProblem();

  const submit = async ({ email, password }: Values, helpers: FormHelpers<Values>) => {
    clearProblem();
    if (!email || !password)
      return helpers.setErrors({ [email ? 'password' : 'email']: t('field.required') });
    const { data, error } = await postLogin({
      email: email.trim(),
      password,
      // What one user chose does not apply to another.
      rememberMe: isRemembered() && email === step.name,
    });
    if (data) return step.finish(data);
    const challenge = challengeOf(error);
    if (challenge) {
      endStep();
      // Cancelling comes back here.
      const finish = (answer?: unknown) => (answer === undefined ? beginStep(step) : step.finish(answer));
      return void beginStep({ kind: 'challenge', challenge, finish });
    }
    // In the words of the login page, which shows the server's message.
    const { status, message } = refusalOf(error);
    if (status === null || !message) return showProblem(error, {}, helpers);
    showText(message);
  };

  return (
    <StepModal<Values>
      title={t('sign-in.again.title')}
      text={t('sign-in.again.text')}
      problem={problem}
      submitLabel={t('sign-in.again.submit')}
      leaveLabel={t('sign-in.again.leave')}
      onLeave={() => step.finish()}
      firstField="password"
      initialValues={{ email: step.name, password: '' }}
      onSubmit={submit}
    >
      <InputRenderer type="string" name="email" label={t('sign-in.name')} autoComplete="username" required />
      <InputRenderer
        type="password"
        name="password"
        label={t('sign-in.again.password')}
        autoComplete="current-password"
        required
      />
    </StepModal>
  );
};
