import { lazy, Suspense, useEffect } from 'react';

import { useAuth } from '@strapi/strapi/admin';
import { useHref } from 'react-router-dom';

import { setUnprovedText } from '../../../api/fresh-proof';
import { useMeQuery } from '../../../api/me';
import { useTranslation } from '../../../translations/use-translation';
import { setLoginLabel } from './login-field';
import { PageCover } from './PageCover';
import { setStartPage } from './sign-in-again';
import { SignInAgainStep } from './SignInAgainStep';
import { beginStep, endStepsOfSession, type Step, useIsInterrupted, useStep } from './steps';

const LinkStep = lazy(() => import('./LinkStep').then((file) => ({ default: file.LinkStep })));
const NewPasswordStep = lazy(() =>
  import('./NewPasswordStep').then((file) => ({ default: file.NewPasswordStep })),
);
const MfaStep = lazy(() => import('./MfaStep').then((file) => ({ default: file.MfaStep })));
const EnrolStep = lazy(() => import('./EnrolStep').then((file) => ({ default: file.EnrolStep })));
const EnrolProofStep = lazy(() =>
  import('./EnrolProofStep').then((file) => ({ default: file.EnrolProofStep })),
);
const MustChangeStep = lazy(() =>
  import('./MustChangeStep').then((file) => ({ default: file.MustChangeStep })),
);
const StepUpStep = lazy(() => import('./StepUpStep').then((file) => ({ default: file.StepUpStep })));

/** On every page of the panel, including the login page: the pending step, if any. */
export const Host = () => {
  const t = useTranslation();
  useEffect(() => {
    setLoginLabel(t('sign-in.name'));
    setUnprovedText(t('error.STEP_UP_REQUIRED'));
  }, [t]);
  const isInterrupted = useIsInterrupted();
  return (
    <>
      {isInterrupted && <PageCover />}
      {/* Its own boundary: Strapi's would hide the whole page while a step loads. */}
      <Suspense fallback={null}>
        <CurrentStep />
      </Suspense>
    </>
  );
};

const CurrentStep = () => {
  const step = useStep();
  switch (step?.kind) {
    case 'link':
      return <LinkStep {...step} />;
    case 'challenge':
      return <ChallengeStep {...step} />;
    case 'must-change':
      return <MustChangeStep {...step} />;
    case 'step-up':
      return <StepUpStep {...step} />;
    case 'sign-in-again':
      return <SignInAgainStep {...step} />;
    default:
      return null;
  }
};

// Keyed by challenge: what was typed for one means nothing to the next.
const ChallengeStep = ({ challenge, finish }: Extract<Step, { kind: 'challenge' }>) => {
  switch (challenge.kind) {
    case 'mfa':
      return <MfaStep key={challenge.token} challenge={challenge} finish={finish} />;
    case 'enrol-proof':
      return <EnrolProofStep key={challenge.token} challenge={challenge} finish={finish} />;
    case 'enrol-mfa':
      return <EnrolStep key={challenge.token} challenge={challenge} finish={finish} />;
    case 'new-password':
      return <NewPasswordStep key={challenge.token} challenge={challenge} finish={finish} />;
  }
};

/** The same within Strapi's providers, which know the user: asks users returning to an open session, too. */
export const HostInStrapi = () => {
  const token = useAuth('Gatehouse', (auth) => auth.token);
  const { data, refetch } = useMeQuery(undefined, { skip: !token });
  const mustChange = Boolean(token) && data?.data.mustChangePassword === true;
  const startPage = useHref('/');
  useEffect(() => setStartPage(startPage), [startPage]);
  useEffect(() => {
    if (!token) endStepsOfSession();
  }, [token]);
  useEffect(() => {
    if (mustChange) beginStep({ kind: 'must-change', finish: () => void refetch() });
  }, [mustChange, refetch]);
  return <Host />;
};
