import { useEffect, useState } from 'react';

import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { Form, type FormHelpers, InputRenderer, useAuth } from '@strapi/strapi/admin';
import type { z } from 'zod';

import type { readLink } from '../../../../../shared/contracts/sign-in';
import { refusalOf } from '../../../api/refusal';
import { postReadLink, postUseLink } from '../../../api/sign-in';
import { newPasswordProblems, type NewPasswordValues, NO_PASSWORD } from '../../../components/new-password';
import { NewPasswordFields } from '../../../components/NewPasswordFields';
import { useProblems } from '../../../components/use-problems';
import { useTranslation } from '../../../translations/use-translation';
import { fillIn, loginFieldsOnceThere } from './login-form';
import { SignInFrame } from './SignInFrame';
import { endStep, type Step } from './steps';
import { useStepProblem } from './use-step-problem';

type Link = z.output<typeof readLink.response>;
type State =
  | { name: 'reading' }
  | { name: 'unreadable'; error: unknown }
  | { name: 'open'; link: Link }
  | { name: 'done'; email: string };

/** Opened by a mailed link: the password is chosen here, and the sign-in follows on the login page. */
export const LinkStep = ({ link: { token } }: Extract<Step, { kind: 'link' }>) => {
  const t = useTranslation();
  const { messageOf } = useProblems();
  const [state, setState] = useState<State>({ name: 'reading' });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    void postReadLink({ token }).then(({ data, error }) => {
      if (isCurrent) setState(data ? { name: 'open', link: data } : { name: 'unreadable', error });
    });
    return () => {
      isCurrent = false;
    };
  }, [token, turn]);

  switch (state.name) {
    case 'reading':
      return (
        <SignInFrame title={t('sign-in.link.reading')}>
          <Flex justifyContent="center">
            <Loader>{t('loading')}</Loader>
          </Flex>
        </SignInFrame>
      );
    case 'unreadable': {
      const { code } = refusalOf(state.error);
      const isDead = code === 'LINK_INVALID' || code === 'VALIDATION';
      return (
        <SignInFrame
          title={t('sign-in.link.invalid')}
          text={isDead ? t('sign-in.link.invalid.text') : undefined}
        >
          {!isDead && (
            <Box paddingBottom={6}>
              <Typography role="alert" textColor="danger600">
                {messageOf(state.error)}
              </Typography>
            </Box>
          )}
          <Flex direction="column" alignItems="stretch" gap={3}>
            {!isDead && (
              <Button fullWidth onClick={() => setTurn(turn + 1)}>
                {t('retry')}
              </Button>
            )}
            <ToTheLogin label={t('sign-in.link.to-login')} variant={isDead ? 'default' : 'tertiary'} />
          </Flex>
        </SignInFrame>
      );
    }
    case 'open':
      return (
        <ChoosePassword
          link={state.link}
          token={token}
          onDone={(email) => setState({ name: 'done', email })}
          onDead={(error) => setState({ name: 'unreadable', error })}
        />
      );
    case 'done':
      return (
        <SignInFrame
          title={t('sign-in.link.done')}
          text={t('sign-in.link.done.text', { email: state.email })}
        >
          <ToTheLogin label={t('sign-in.link.sign-in')} email={state.email} />
        </SignInFrame>
      );
  }
};

type ChooseProps = {
  link: Link;
  token: string;
  onDone: (email: string) => void;
  onDead: (error: unknown) => void;
};

const ChoosePassword = ({ link, token, onDone, onDead }: ChooseProps) => {
  const t = useTranslation();
  const { problem, clearProblem, showProblem } = useStepProblem();
  const name = [link.firstname, link.lastname].filter(Boolean).join(' ');

  const submit = async (values: NewPasswordValues, helpers: FormHelpers<NewPasswordValues>) => {
    clearProblem();
    const problems = newPasswordProblems(values, link.passwordRules, t);
    if (Object.keys(problems).length > 0) return helpers.setErrors(problems);
    const { data, error } = await postUseLink({ token, password: values.password ?? '' });
    if (data) return onDone(data.email);
    if (refusalOf(error).code === 'LINK_INVALID') return onDead(error);
    showProblem(error, values, helpers);
  };

  return (
    <SignInFrame
      title={t(`sign-in.link.${link.kind}`, { name: name || link.email })}
      text={t(`sign-in.link.${link.kind}.text`)}
    >
      <Form<NewPasswordValues & { email: string }>
        method="POST"
        initialValues={{ ...NO_PASSWORD, email: link.email }}
        onSubmit={submit as never}
      >
        {({ isSubmitting }) => (
          <Flex direction="column" alignItems="stretch" gap={6}>
            {problem && (
              <Typography role="alert" textColor="danger600">
                {problem}
              </Typography>
            )}
            {/* Shown, and tells password managers whose password this is. */}
            <InputRenderer
              type="email"
              name="email"
              label={t('field.email')}
              autoComplete="username"
              disabled
            />
            <NewPasswordFields rules={link.passwordRules} />
            <Button type="submit" fullWidth loading={isSubmitting}>
              {t('sign-in.link.submit')}
            </Button>
          </Flex>
        )}
      </Form>
    </SignInFrame>
  );
};

type ToTheLoginProps = { label: string; email?: string; variant?: 'default' | 'tertiary' };

/** Goes to the login page beneath, and leaves whatever session this browser has. */
const ToTheLogin = ({ label, email, variant = 'default' }: ToTheLoginProps) => {
  const auth = useAuth('Gatehouse', ({ token, logout }) => ({ token, logout }), false);
  const go = async () => {
    if (auth?.token) await auth.logout();
    endStep();
    const fields = await loginFieldsOnceThere();
    if (!fields) return;
    if (email) fillIn(fields.email, email);
    (email ? fields.password : fields.email).focus();
  };
  return (
    <Button fullWidth variant={variant} onClick={() => void go()}>
      {label}
    </Button>
  );
};
