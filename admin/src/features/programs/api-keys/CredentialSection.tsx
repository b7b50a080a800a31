import { type ReactNode, useState } from 'react';

import { Loader } from '@strapi/design-system';

import type { User } from '../../../../../shared/contracts/users';
import { AddButton } from '../../../components/AddButton';
import { LoadError } from '../../../components/LoadError';
import { useCan } from '../../../components/PermissionsProvider';
import { SecretShown } from '../../../components/SecretShown';
import { NothingYet, Section } from '../../../components/Section';
import { useTranslation } from '../../../translations/use-translation';

/** `isFormer`: the user comes in with something else by now, beside which those that are left go on. */
export type CredentialsProps = { user: User; isFormer: boolean };

/** A secret, shown once under its title. */
type Made = { title: string; secret: string };
/** What is to be done, and the button that asked for it. */
type Step<C> = { opener: HTMLElement } & (
  { name: 'add' } | { name: 'rotate' | 'revoke'; credential: C } | ({ name: 'show' } & Made)
);
type Asked<C> = Exclude<Step<C>, { name: 'show' }>;

type Props<C> = {
  of: 'api-key' | 'oauth-client';
  title: string;
  isFormer: boolean;
  list: {
    data?: { data: C[] };
    error?: unknown;
    isLoading: boolean;
    isFetching: boolean;
    refetch: () => unknown;
  };
  table: (
    credentials: C[],
    onPick: (name: 'rotate' | 'revoke', credential: C, opener: HTMLElement) => void,
  ) => ReactNode;
  dialog: (
    step: Asked<C>,
    dialog: { opener: HTMLElement; onClose: () => void },
    onMade: (made: Made) => void,
  ) => ReactNode;
};

/** Credentials of one kind: a list, what can be done to each, and new ones, whose secret is shown once. */
export const CredentialSection = <C,>({ of, title, isFormer, list, table, dialog }: Props<C>) => {
  const t = useTranslation();
  const canCreate = useCan()('api-keys.create');
  const { data, isLoading, isFetching, error, refetch } = list;
  const [step, setStep] = useState<Step<C> | null>(null);
  const onClose = () => setStep(null);

  const content = () => {
    if (isLoading) return <Loader>{t('loading')}</Loader>;
    if (!data) return <LoadError error={error} onRetry={() => void refetch()} />;
    if (data.data.length === 0) return <NothingYet>{t(`${of}s.none`)}</NothingYet>;
    return table(data.data, (name, credential, opener) => setStep({ name, credential, opener }));
  };

  const stepContent = (now: Step<C>) => {
    const { opener } = now;
    if (now.name === 'show') return <SecretShown {...now} of={of} onClose={onClose} />;
    return dialog(now, { opener, onClose }, (made) => setStep({ name: 'show', ...made, opener }));
  };

  if (isFormer && (isLoading || data?.data.length === 0)) return null;
  return (
    <Section
      title={title}
      text={t(isFormer ? `${of}s.former` : `${of}s.text`)}
      isBusy={isFetching}
      action={
        canCreate &&
        !isFormer && (
          <AddButton label={t(`${of}s.add`)} onAdd={(opener) => setStep({ name: 'add', opener })} />
        )
      }
    >
      {content()}
      {step && stepContent(step)}
    </Section>
  );
};
