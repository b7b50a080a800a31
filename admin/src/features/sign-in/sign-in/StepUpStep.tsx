import { useEffect, useState } from 'react';

import { Flex, TextButton } from '@strapi/design-system';
import { type FormHelpers, InputRenderer } from '@strapi/strapi/admin';

import { loadMyMfa, postStepUp } from '../../../api/sign-in';
import { CodeField } from '../../../components/CodeField';
import { useTranslation } from '../../../translations/use-translation';
import { lastFocused, returnFocusOnceEnabled } from './last-focus';
import { endStep, type Step } from './steps';
import { StepModal } from './StepModal';
import { useStepProblem } from './use-step-problem';

type Values = { password: string | null; code: string | null };
type Way = 'password' | 'code';

/** Over any open page, before an action that an open session is not enough for. */
export const StepUpStep = ({ finish }: Extract<Step, { kind: 'step-up' }>) => {
  const t = useTranslation();
  const { problem, clearProblem, showProblem } = useStepProblem();
  const [way, setWay] = useState<Way>('password');
  const [opener] = useState(lastFocused);
  const hasApp = useHasApp();
  const other = way === 'password' ? 'code' : 'password';

  const end = (isProved: boolean) => {
    endStep();
    finish(isProved);
  };
  const submit = async (values: Values, helpers: FormHelpers<Values>) => {
    clearProblem();
    const typed = values[way];
    if (!typed) return helpers.setErrors({ [way]: t('field.required') });
    const { error } = await postStepUp({ [way]: typed });
    if (error !== undefined) return showProblem(error, { [way]: typed }, helpers);
    end(true);
  };

  return (
    <StepModal<Values>
      key={way}
      title={t('step-up.title')}
      text={t('step-up.text')}
      problem={problem}
      submitLabel={t('step-up.submit')}
      leaveLabel={t('cancel')}
      onLeave={() => end(false)}
      onEscape={() => end(false)}
      onCloseAutoFocus={returnFocusOnceEnabled(opener)}
      initialValues={{ password: '', code: '' }}
      onSubmit={submit}
    >
      {way === 'code' ? (
        <CodeField label={t('mfa.method.totp')} />
      ) : (
        <InputRenderer
          type="password"
          name="password"
          label={t('password.current')}
          autoComplete="current-password"
          required
        />
      )}
      {hasApp && (
        <Flex>
          <TextButton type="button" onClick={() => setWay(other)}>
            {t(`step-up.use.${other}`)}
          </TextButton>
        </Flex>
      )}
    </StepModal>
  );
};

/** Whether the user has an authenticator app; if that cannot be loaded, the password is asked for. */
const useHasApp = () => {
  const [hasApp, setHasApp] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void loadMyMfa().then(({ data }) => {
      if (isCurrent && data?.factors.some(({ kind }) => kind === 'totp')) setHasApp(true);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  return hasApp;
};
